using Billbot.App.Access;
using Billbot.App.Audit;
using Billbot.App.Businesses;
using Billbot.App.Clients;
using Billbot.App.Context;
using Billbot.App.Door;
using Billbot.App.Invoices;
using Billbot.App.Outbox;
using Billbot.App.Paging;
using Billbot.App.Payments;
using Billbot.App.Storage;
using Billbot.App.Verification;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace Billbot.App;

/// <summary>Everything a face needs, registered once.</summary>
public static class BillbotServices
{
    /// <summary>Registers the use cases and the workers of <paramref name="installation"/>. The installation stays the caller's to dispose of.</summary>
    public static IServiceCollection AddBillbot(this IServiceCollection services, Installation installation)
    {
        services.AddSingleton(installation);
        services.AddSingleton(installation.Time);
        services.AddSingleton(installation.Database);
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton(s => new Doorway(installation.Database, installation.Time, s.GetRequiredService<OutboxSignal>()));
        services.AddSingleton(new KeyRing(installation.Database, installation.Time));
        services.AddSingleton(new InvoiceDocuments(installation.Database, installation.Time));
        services.AddSingleton<Cursors>();
        services.AddMail(installation);
        var seals = services.AddDataProtection().SetApplicationName("Billbot");
        if (installation.Shared)
            services.Configure<KeyManagementOptions>(o => o.XmlRepository = new SealKeys(installation.Database));
        else
            seals.PersistKeysToFileSystem(new DirectoryInfo(installation.Keys));

        return services
            .AddUseCase<CreateBusiness>().AddUseCase<UpdateBusiness>().AddUseCase<GetBusiness>()
            .AddUseCase<CreateKey>().AddUseCase<ListKeys>().AddUseCase<RevokeKey>()
            .AddUseCase<ListClients>().AddUseCase<GetClient>().AddUseCase<CreateClient>().AddUseCase<UpdateClient>().AddUseCase<SetClient>()
            .AddUseCase<CreateInvoice>().AddUseCase<UpdateInvoice>().AddUseCase<DeleteDraftInvoice>()
            .AddUseCase<GetInvoice>().AddUseCase<GetInvoiceStatus>().AddUseCase<ListInvoices>().AddUseCase<ListOverdueInvoices>()
            .AddUseCase(s => new GetInvoicePdf(s.GetRequiredService<Doorway>(), s.GetRequiredService<InvoiceDocuments>()))
            .AddUseCase<SendInvoice>().AddUseCase<VoidInvoice>().AddUseCase<CancelInvoice>()
            .AddUseCase<CreateCorrectedInvoice>().AddUseCase<CreditInvoice>()
            .AddUseCase<RecordPayment>().AddUseCase<RefundPayment>().AddUseCase<ReversePayment>().AddUseCase<WriteOff>().AddUseCase<ListPayments>()
            .AddUseCase<GetRecordHead>().AddUseCase<ExportRecord>().AddUseCase<CompareRecord>().AddUseCase<ListNumbers>()
            .AddUseCase<GetBillingContext>().AddUseCase<VerifyData>();
    }

    private static IServiceCollection AddUseCase<TUseCase>(this IServiceCollection services) where TUseCase : UseCase =>
        services.AddUseCase(s => ActivatorUtilities.CreateInstance<TUseCase>(s));

    private static IServiceCollection AddUseCase<TUseCase>(this IServiceCollection services, Func<IServiceProvider, TUseCase> make) where TUseCase : UseCase
    {
        services.AddSingleton(make);
        return services.AddSingleton<UseCase>(s => s.GetRequiredService<TUseCase>());
    }
}
