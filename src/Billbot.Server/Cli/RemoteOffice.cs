using System.Net.Sockets;
using System.Text.Json;
using Billbot.App;
using Billbot.Domain;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary>The folder in the hands of another process, asked over the owner's socket.</summary>
internal sealed class RemoteOffice : IOffice
{
    private static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;

    private RemoteOffice(HttpClient http, string socket, HolderView holder) => (_http, Socket, Holder) = (http, socket, holder);

    public string Socket { get; }

    public HolderView Holder { get; }

    /// <summary>Connects to whoever holds the folder; null while nobody listens.</summary>
    public static async Task<RemoteOffice?> TryConnectAsync(string folder, CancellationToken cancel)
    {
        if (OwnerSocket.Find(folder) is not { } socket)
            return null;
        var http = ClientOf(socket);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(FirstAnswer);
        try
        {
            if (await http.GetFromJsonAsync<HolderView>("/owner", AppJson.Options, patience.Token) is { } holder)
                return new RemoteOffice(http, socket, holder);
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // A socket that a killed process left, or one that is just closing.
        }

        http.Dispose();
        return null;
    }

    public async Task<Result<BusinessIds>> BusinessesAsync(CancellationToken cancel)
    {
        try
        {
            return await _http.GetFromJsonAsync<BusinessIds>("/owner/businesses", AppJson.Options, cancel) ?? new BusinessIds([]);
        }
        catch (HttpRequestException)
        {
            return HostProblems.HolderGone;
        }
    }

    public async Task<Result<JsonElement>> AskAsync(string operation, OwnerRequest request, CancellationToken cancel)
    {
        try
        {
            using var response = await _http.PostAsJsonAsync($"/owner/{operation}", request, AppJson.Options, cancel);
            response.EnsureSuccessStatusCode();
            var answer = await response.Content.ReadFromJsonAsync<OwnerAnswer>(AppJson.Options, cancel);
            if (answer?.Value is { } value)
                return value;
            return answer?.Problem ?? HostProblems.HolderGone;
        }
        catch (HttpRequestException)
        {
            return HostProblems.HolderGone;
        }
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static HttpClient ClientOf(string socket) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, cancel) =>
        {
            var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
                return new NetworkStream(connection, ownsSocket: true);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        },
    })
    { BaseAddress = new Uri("http://localhost"), Timeout = Timeout.InfiniteTimeSpan };
}
