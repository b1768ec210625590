using System.Globalization;

namespace Billbot.Documents.Locales;

internal static class LabelsPortuguese
{
    public static Labels Words { get; } = new()
    {
        Invoice = "Fatura",
        CreditNote = "Nota de crédito",
        CorrectedInvoice = "Fatura retificativa",
        PrepaymentInvoice = "Fatura de adiantamento",
        Draft = "Rascunho",
        Void = "Anulada",
        InvoiceNumber = "Fatura n.º",
        CreditNoteNumber = "Nota de crédito n.º",
        IssueDate = "Data de emissão",
        DueDate = "Vencimento",
        DeliveryDate = "Data de entrega",
        Currency = "Moeda",
        PurchaseOrder = "N.º de encomenda",
        BuyerReference = "A sua referência",
        RefersTo = "Ref. fatura",
        BilledTo = "Faturado a",
        From = "Emitente",
        VatId = "NIF",
        TaxId = "NIF",
        TaxNumber = "NIF",
        LegalId = "Registo comercial",
        Item = "Descrição",
        Quantity = "Qtd.",
        Unit = "Unidade",
        UnitPrice = "Preço unit.",
        Net = "Valor",
        Amount = "Valor",
        Vat = "IVA",
        SalesTax = "Imposto sobre vendas",
        ItemsTotal = "Total dos itens",
        Subtotal = "Subtotal",
        Total = "Total",
        Prepaid = "Já pago",
        Rounding = "Arredondamento",
        AmountDue = "Total a pagar",
        AmountCredited = "Total creditado",
        TaxedOn = (tax, taxable) => $"{tax} sobre {taxable}",
        Payment = "Pagamento",
        AccountHolder = "Titular",
        AccountNumber = "N.º de conta",
        RoutingNumber = "Código do banco",
        Bank = "Banco",
        Reference = "Referência",
        Terms = "Condições de pagamento",
        Notes = "Observações",
        Exempt = "Isento de IVA",
        ReverseCharge = "IVA – autoliquidação",
        IntraEuGoods = "Transmissão intracomunitária isenta",
        Export = "Exportação isenta",
        OutsideScope = "Não sujeito a IVA",
        Page = (page, pages) => string.Create(CultureInfo.InvariantCulture, $"Página {page} de {pages}"),
        Units = new Units("h min dia sem. mês ano un. serviço global kg km m m² l %"),
    };

    public static Labels Brazilian { get; } = Words with
    {
        TaxNumber = "CPF / CNPJ",
        TaxId = "CPF / CNPJ",
        LegalId = "Inscrição",
        PurchaseOrder = "Pedido n.º",
        BuyerReference = "Sua referência",
        Vat = "Imposto",
        Exempt = "Isento de imposto",
        OutsideScope = "Não sujeito a imposto",
    };
}
