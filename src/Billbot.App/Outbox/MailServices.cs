using Billbot.App.Invoices;
using Billbot.App.Mail.Mime;
using Billbot.App.Mail.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billbot.App.Outbox;

/// <summary>The parts of the way out. Needs <see cref="InvoiceDocuments"/> and <see cref="OutboxSignal"/>.</summary>
internal static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services, Installation installation) => services
        .AddSingleton<IMailTransport>(installation.Shared ? FolderTransport.Marked(installation.Outbox, Path.Combine(installation.Keys, "mail-folder")) : FolderTransport.Alone(installation.Outbox))
        .AddSingleton<IMimeComposer, MimeComposer>()
        .AddSingleton(s => new OutboxWorker(
            installation.Database,
            installation.Time,
            s.GetRequiredService<OutboxSignal>(),
            s.GetRequiredService<IMailTransport>(),
            new MailComposition(s.GetRequiredService<InvoiceDocuments>(), s.GetRequiredService<IMimeComposer>()),
            s.GetRequiredService<ILogger<OutboxWorker>>()));
}
