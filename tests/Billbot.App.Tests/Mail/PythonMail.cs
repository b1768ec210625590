using System.Diagnostics;
using System.Text.Json;

namespace Billbot.App.Tests.Mail;

/// <summary>A second reader of our mails, written by others: the <c>email</c> package of Python.</summary>
internal static class PythonMail
{
    private const string Script = """
        import base64, email, email.policy, json, sys
        from email.header import decode_header, make_header
        from email.utils import getaddresses
        raw = sys.stdin.buffer.read()
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        # Older versions of the newer interface put blanks between the encoded words of a name; the old interface does not.
        old = email.message_from_bytes(raw)
        def defects(part):
            found = [type(d).__name__ for d in part.defects]
            for name, value in part.items():
                found += [name + ": " + type(d).__name__ for d in getattr(value, "defects", ())]
            return found
        def people(name):
            return [[str(make_header(decode_header(shown))), address] for shown, address in getaddresses(old.get_all(name, []))]
        parts = [p for p in mail.walk() if not p.is_multipart()]
        print(json.dumps({
            "headers": [k for k in mail.keys()],
            "subject": str(mail["Subject"]),
            "from": people("From"), "to": people("To"), "cc": people("Cc"), "reply_to": people("Reply-To"),
            "message_id": str(mail["Message-ID"]),
            "date": mail["Date"].datetime.isoformat(),
            "tree": [p.get_content_type() for p in mail.walk()],
            "texts": [p.get_content().replace("\r\n", "\n") for p in parts if p.get_content_maintype() == "text"],
            "files": [[p.get_filename(), p.get_content_type(), base64.b64encode(p.get_content()).decode()] for p in parts if p.is_attachment()],
            "defects": [d for p in mail.walk() for d in defects(p)],
        }))
        """;

    public static async Task<JsonElement> ReadAsync(byte[] mail)
    {
        var start = new ProcessStartInfo("python3", ["-c", Script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var python = Process.Start(start) ?? throw new InvalidOperationException("python3 is needed for this test.");
        await python.StandardInput.BaseStream.WriteAsync(mail);
        python.StandardInput.Close();
        var errors = python.StandardError.ReadToEndAsync();
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        return python.ExitCode == 0
            ? JsonDocument.Parse(output).RootElement
            : throw new InvalidOperationException($"python3 could not read the mail: {await errors}");
    }
}
