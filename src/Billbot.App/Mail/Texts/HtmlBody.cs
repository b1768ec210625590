using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Billbot.App.Mail.Texts;

/// <summary>
/// The HTML part: tables and inline styles, because mail programs know little else; nothing is fetched from anywhere. The classes only
/// carry the dark colours. Everything that is not a constant of this file is encoded.
/// </summary>
internal static class HtmlBody
{
    private const string Font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
    private const string Table = "role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"";

    private const string Head = """
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
        <style>
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        @media (max-width: 480px) {
          .page { padding: 0 !important; }
          .card { border-radius: 0 !important; border-left: 0 !important; border-right: 0 !important; }
          .in { padding-left: 22px !important; padding-right: 22px !important; }
        }
        @media (prefers-color-scheme: dark) {
          .page { background-color: #0e1116 !important; }
          .card { background-color: #171b22 !important; border-color: #2a303b !important; }
          .panel { background-color: #1f252e !important; }
          .rule { border-color: #2f3743 !important; }
          .ink { color: #eef1f6 !important; }
          .body { color: #d3d9e3 !important; }
          .soft { color: #98a2b3 !important; }
          .accent { color: #8ab0ff !important; }
          .note { border-color: #6b9bff !important; }
          .bar { background-color: #6b9bff !important; }
        }
        </style>
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Of(InvoiceMail mail) =>
        $"""
        <!DOCTYPE html>
        <html lang="{mail.Language}">
        <head>
        {Head}
        <title>{E(mail.Subject)}</title>
        </head>
        <body class="page" style="margin:0;padding:0;background-color:#f3f5f8;-webkit-text-size-adjust:100%;">
        <div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">{E(Preview(mail))}</div>
        <table {Table}>
        <tr><td class="page" align="center" style="padding:36px 12px;background-color:#f3f5f8;">
        <!--[if mso]><table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
        <table {Table} class="card" style="max-width:560px;background-color:#ffffff;border:1px solid #e3e7ed;border-radius:12px;border-collapse:separate;overflow:hidden;">
        <tr><td class="bar" style="height:4px;line-height:4px;font-size:0;background-color:#1d4ed8;">&nbsp;</td></tr>
        <tr><td class="in" style="padding:30px 36px 0;{Font}">
        <div class="accent" style="font-size:14px;line-height:20px;font-weight:600;color:#1d4ed8;word-break:break-word;">{E(mail.Sender)}</div>
        <h1 class="ink" style="margin:4px 0 0;font-size:24px;line-height:32px;font-weight:700;letter-spacing:-0.2px;color:#101828;word-break:break-word;">{Title(mail)}</h1>
        </td></tr>
        <tr><td class="in" style="padding:20px 36px 0;{Font}">
        {Paragraph(mail.Greeting)}
        {Paragraph(mail.Intro)}{Note(mail.Note)}
        </td></tr>
        <tr><td class="in" style="padding:12px 36px 0;">{AmountPanel(mail)}</td></tr>
        {Payment(mail)}<tr><td class="in" style="padding:24px 36px 32px;{Font}">
        {Paragraph(mail.Questions)}
        <p class="body" style="margin:0;font-size:15px;line-height:24px;color:#344054;word-break:break-word;">{E(mail.Regards)}<br><strong class="ink" style="font-weight:600;color:#101828;">{E(mail.Sender)}</strong></p>
        </td></tr>
        </table>
        <table {Table} style="max-width:560px;">
        <tr><td class="soft" align="center" style="padding:18px 24px 24px;{Font}font-size:12px;line-height:18px;color:#667085;word-break:break-word;">{string.Join(" &middot; ", mail.Imprint.Select(i => Unbroken(i, 40)))}</td></tr>
        </table>
        <!--[if mso]></td></tr></table><![endif]-->
        </td></tr>
        </table>
        </body>
        </html>

        """;

    /// <summary>What lists of mails show beside the subject.</summary>
    private static string Preview(InvoiceMail mail) => string.Join(" · ", mail.Facts.Skip(2).Prepend(mail.Amount).Select(f => $"{f.Label}: {f.Value}"));

    private static string Paragraph(string text) =>
        $"""<p class="body" style="margin:0 0 14px;font-size:15px;line-height:24px;color:#344054;word-break:break-word;">{Lines(text)}</p>""";

    private static string Note(string? note) => note is null ? "" :
        $"""

        <div class="body note" style="margin:4px 0 14px;padding:2px 0 2px 16px;border-left:3px solid #1d4ed8;font-size:15px;line-height:24px;color:#344054;word-break:break-word;">{Lines(note)}</div>
        """;

    private static string AmountPanel(InvoiceMail mail) =>
        $"""
        <table {Table} class="panel" style="background-color:#f5f7fa;border-radius:10px;border-collapse:separate;">
        <tr><td style="padding:20px 22px 4px;{Font}">
        <div class="soft" style="font-size:13px;line-height:18px;color:#667085;">{E(mail.Amount.Label)}</div>
        <div class="ink" style="font-size:30px;line-height:40px;font-weight:700;letter-spacing:-0.4px;color:#101828;word-break:break-word;">{E(mail.Amount.Value)}</div>
        </td></tr>
        <tr><td style="padding:8px 22px 14px;">{Rows(mail.Facts)}</td></tr>
        </table>
        """;

    private static string Payment(InvoiceMail mail) => mail.Payment is null ? "" :
        $"""
        <tr><td class="in" style="padding:24px 36px 0;{Font}">
        <p class="ink" style="margin:0 0 6px;font-size:15px;line-height:24px;font-weight:600;color:#101828;">{E(mail.Payment)}</p>
        {(mail.Account.Count > 0 ? Rows(mail.Account) : "")}
        </td></tr>

        """;

    private static string Rows(IReadOnlyList<Fact> facts) => $"<table {Table}>{string.Concat(facts.Select(Row))}</table>";

    private static string Row(Fact fact) =>
        $"""

        <tr><td class="soft rule" valign="top" style="padding:8px 12px 8px 0;border-top:1px solid #e3e7ed;{Font}font-size:13px;line-height:20px;color:#667085;">{E(fact.Label)}</td><td class="ink rule" align="right" valign="top" style="padding:8px 0;border-top:1px solid #e3e7ed;{Font}font-size:14px;line-height:20px;font-weight:600;color:#101828;word-break:break-word;">{E(fact.Value)}</td></tr>
        """;

    private static string Lines(string text) => E(text).Replace("&#xA;", "<br>", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal);

    private static string Title(InvoiceMail mail) => $"{E(mail.Facts[0].Label)} {Unbroken(mail.Facts[0].Value, 20)}";

    /// <summary>Short parts, like a number or a telephone number, stay on one line.</summary>
    private static string Unbroken(string text, int most) => text.Length > most ? E(text) : $"""<span style="white-space:nowrap;">{E(text)}</span>""";

    private static string E(string text) => Encoder.Encode(text);
}
