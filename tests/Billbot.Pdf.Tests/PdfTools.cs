using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Billbot.Pdf.Tests;

/// <summary>Other people's PDF programs, which judge what we write. A machine without them fails the tests.</summary>
internal static class PdfTools
{
    /// <summary>Throws unless qpdf finds neither an error nor a warning.</summary>
    public static void Check(byte[] pdf) => Run("qpdf", pdf, "--check", "{file}");

    /// <summary>The text of all pages as a reader would copy it, kept in its place on the page.</summary>
    public static string Text(byte[] pdf) => Run("pdftotext", pdf, "-layout", "-enc", "UTF-8", "{file}", "-");

    /// <summary>The text in the order in which it was drawn.</summary>
    public static string RawText(byte[] pdf) => Run("pdftotext", pdf, "-raw", "-enc", "UTF-8", "{file}", "-");

    /// <summary>Every word with the box around it, as XML.</summary>
    public static string Boxes(byte[] pdf) => Run("pdftotext", pdf, "-bbox", "-enc", "UTF-8", "{file}", "-");

    public static string Info(byte[] pdf) => Run("pdfinfo", pdf, "-enc", "UTF-8", "{file}");

    /// <summary>The whole file with every stream inflated.</summary>
    public static string Objects(byte[] pdf) => Run("qpdf", pdf, "--qdf", "--object-streams=disable", "{file}", "-");

    /// <summary>The rows of pdffonts: one per font.</summary>
    public static IReadOnlyList<FontRow> Fonts(byte[] pdf) =>
        [.. Run("pdffonts", pdf, "{file}").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(FontRow.Parse)];

    private static string Run(string program, byte[] pdf, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            var start = new ProcessStartInfo(program, arguments.Select(a => a == "{file}" ? file : a))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            var complaints = errors.GetAwaiter().GetResult();
            if (process.ExitCode != 0 || complaints.Length > 0)
                throw new InvalidOperationException($"{program} does not accept the PDF: {output}{complaints}");
            return output;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"The tests need {program}: install qpdf and poppler-utils.", e);
        }
        finally
        {
            File.Delete(file);
        }
    }

    internal sealed record FontRow(string Name, bool Embedded, bool Subset, bool Unicode)
    {
        public static FontRow Parse(string row)
        {
            var words = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return new FontRow(words[0], words[^5] == "yes", words[^4] == "yes", words[^3] == "yes");
        }
    }
}
