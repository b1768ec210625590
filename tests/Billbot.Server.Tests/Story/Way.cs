namespace Billbot.Server.Tests.Story;

/// <summary>How an agent reaches the real program.</summary>
public enum Way
{
    /// <summary>The HTTP address of <c>billbot serve</c>.</summary>
    Http,

    /// <summary>The lines of <c>billbot mcp</c>, which works on the folder itself.</summary>
    Folder,

    /// <summary>The lines of <c>billbot mcp</c>, which finds a server on the folder and leads to its socket.</summary>
    Socket,

    /// <summary>The lines of <c>billbot mcp --url</c>, which leads to the HTTP address.</summary>
    Url,
}
