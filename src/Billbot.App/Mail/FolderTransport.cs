namespace Billbot.App.Mail;

/// <summary>Writes mails into a folder.</summary>
internal sealed class FolderTransport
{
    public const string TransportName = "folder";
}
