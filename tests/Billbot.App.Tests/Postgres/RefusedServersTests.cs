using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Billbot.App.Storage;
using Billbot.Testing;
using Npgsql;

namespace Billbot.App.Tests.Postgres;

/// <summary>A server that can not be used is told by what is wrong and who can mend it; nothing of the connection string is repeated.</summary>
[Trait("Database", "Postgres")]
public sealed class RefusedServersTests
{
    private const string Password = "right-horse-battery";

    [Fact]
    public async Task A_wrong_password_is_told_as_such_and_is_not_repeated()
    {
        var guest = $"billbot_guest_{Environment.ProcessId}";
        await using var database = await TestDatabase.CreateAsync(empty: true);
        await RunAsync(database.Connection, $"create role {guest} login password '{Password}'");
        NpgsqlConnectionStringBuilder Guarded(string password) => new(database.Connection) { Database = "billbot_guarded", Username = guest, Password = password };
        try
        {
            var problem = await RefusalAsync(Guarded("wrong-horse").ToString());
            var correct = await RefusalAsync(Guarded(Password).ToString());

            Assert.Equal("database_login_refused", problem!.Code);
            Assert.DoesNotContain("horse", problem.Message + problem.Fix, StringComparison.Ordinal);
            // Let in, the guest learns what is missing then.
            Assert.Equal("database_missing", correct?.Code);
        }
        finally
        {
            await RunAsync(database.Connection, $"drop role {guest}");
        }
    }

    [Fact]
    public async Task A_database_that_is_not_there_and_a_server_that_is_not_there_are_told_apart()
    {
        await using var database = await TestDatabase.CreateAsync(empty: true);

        var missing = await RefusalAsync(new NpgsqlConnectionStringBuilder(database.Connection) { Database = "nobody_made_this" }.ToString());
        var unreachable = await RefusalAsync(new NpgsqlConnectionStringBuilder(database.Connection) { Port = FreePort() }.ToString());
        var unreadable = await RefusalAsync("Hots=127.0.0.1");

        Assert.Equal(("database_missing", "database_unreachable", "database_setting_invalid"), (missing!.Code, unreachable!.Code, unreadable!.Code));
    }

    [Fact]
    public async Task A_server_of_an_old_version_is_refused_before_anything_is_made_in_it()
    {
        using var old = new OldServer("12.9");

        var problem = await RefusalAsync($"Host=127.0.0.1;Port={old.Port};Username=billbot;Database=billbot;Server Compatibility Mode=NoTypeLoading;SSL Mode=Disable;Pooling=false");

        Assert.Equal("database_too_old", problem!.Code);
        Assert.Contains("12.9", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, old.Queries);
    }

    private static async Task<Domain.Problem?> RefusalAsync(string connection)
    {
        using var folder = new TemporaryFolder();
        try
        {
            await using var opened = await Installation.OpenAsync(DataFolder.Share(folder.Path), connection, TimeProvider.System);
            return null;
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            return PostgresProblems.Of(failure);
        }
    }

    private static async Task RunAsync(string connection, string sql)
    {
        await using var open = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ToString());
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open);
        await command.ExecuteNonQueryAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>As much of the protocol as it takes to let somebody in and to say one's version (PostgreSQL documentation, "Message Flow").</summary>
    private sealed class OldServer : IDisposable
    {
        private const byte Query = (byte)'Q', Parse = (byte)'P';

        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly string _version;

        public OldServer(string version)
        {
            _version = version;
            _listener.Start();
            _ = ServeAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Queries { get; private set; }

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                var length = new byte[4];
                await stream.ReadExactlyAsync(length);
                await stream.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4]);
                var answer = new List<byte>();
                Say(answer, 'R', [0, 0, 0, 0]);
                foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("server_version", _version), ("client_encoding", "UTF8"), ("standard_conforming_strings", "on"), ("TimeZone", "UTC")])
                    Say(answer, 'S', Encoding.ASCII.GetBytes($"{name}\0{value}\0"));
                Say(answer, 'K', [0, 0, 0, 1, 0, 0, 0, 2]);
                Say(answer, 'Z', [(byte)'I']);
                await stream.WriteAsync(answer.ToArray());
                for (var kind = stream.ReadByte(); kind >= 0; kind = stream.ReadByte())
                {
                    Queries += kind is Query or Parse ? 1 : 0;
                    await stream.ReadExactlyAsync(length);
                    await stream.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4]);
                }
            }
            catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException)
            {
                // The client has heard enough.
            }
        }

        private static void Say(List<byte> answer, char kind, byte[] body)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, body.Length + 4);
            answer.Add((byte)kind);
            answer.AddRange(length);
            answer.AddRange(body);
        }
    }
}
