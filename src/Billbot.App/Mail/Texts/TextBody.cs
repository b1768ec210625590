using System.Text;

namespace Billbot.App.Mail.Texts;

/// <summary>The plain part: all that the HTML part says, for readers without HTML.</summary>
internal static class TextBody
{
    public static string Of(InvoiceMail mail)
    {
        var body = new StringBuilder();
        // French sets a blank before it.
        var colon = mail.Language == "fr" ? "\u00a0: " : ": ";
        Paragraph(body, mail.Greeting);
        Paragraph(body, mail.Intro);
        Paragraph(body, mail.Note);
        Rows(body, [.. mail.Facts, mail.Amount], colon);
        Paragraph(body, mail.Payment);
        Rows(body, mail.Account, colon);
        Paragraph(body, mail.Questions);
        Paragraph(body, $"{mail.Regards}\n{mail.Sender}");
        return body.Append("-- \n").AppendJoin('\n', mail.Imprint).Append('\n').ToString();
    }

    private static void Paragraph(StringBuilder body, string? text)
    {
        if (text is not null)
            body.Append(text).Append("\n\n");
    }

    private static void Rows(StringBuilder body, IReadOnlyList<Fact> facts, string colon)
    {
        foreach (var fact in facts)
            body.Append(fact.Label).Append(colon).Append(fact.Value).Append('\n');
        if (facts.Count > 0)
            body.Append('\n');
    }
}
