using System.Security.Cryptography;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Audit;

public sealed record GetRecordHeadInput
{
    /// <summary>With a signature by the key of this data folder.</summary>
    public bool? Sign { get; init; }
}

/// <summary>Where the record of a business stands: its last entry, whose hash covers all before it. With a signature it can be kept elsewhere and checked later.</summary>
public sealed record RecordHeadView
{
    public required string Business { get; init; }

    public required long Sequence { get; init; }

    public required string Hash { get; init; }

    /// <summary>When the last entry was made; none while there is no entry.</summary>
    public DateTimeOffset? At { get; init; }

    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>ECDSA over P-256 with SHA-256, in base64 (IEEE P1363).</summary>
    public string? Signature { get; init; }

    /// <summary>The key's public half, SubjectPublicKeyInfo in base64.</summary>
    public string? PublicKey { get; init; }
}

/// <summary>Tells, and signs, the head of the record. Changes nothing.</summary>
public sealed class GetRecordHead(Doorway doorway, Installation installation) : UseCase<GetRecordHeadInput, RecordHeadView>(doorway)
{
    public override Operation Operation { get; } = Operation.OfOwner("get_record_head", Effect.Reads);

    protected override async Task<Result<RecordHeadView>> HandleAsync(Work work, GetRecordHeadInput input, CancellationToken cancel)
    {
        var row = await RecordStore.HeadAsync(work) ?? throw new InvalidOperationException($"{work.BusinessId} has no audit head.");
        var head = new RecordHeadView
        {
            Business = work.BusinessId.Value,
            Sequence = row.Seq,
            Hash = Convert.ToHexStringLower(row.Hash),
            At = row.Seq == 0 ? null : row.Instant,
        };
        if (input.Sign != true)
            return head;
        using var key = RecordKey.Of(installation.Keys);
        return RecordSignature.Sign(head with { SignedAt = work.Now }, key);
    }
}

/// <summary>What is signed of a head, and how.</summary>
public static class RecordSignature
{
    public static RecordHeadView Sign(RecordHeadView head, ECDsa key) => head with
    {
        Signature = Convert.ToBase64String(key.SignData(Bytes(head), HashAlgorithmName.SHA256)),
        PublicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()),
    };

    /// <summary>Whether the head is as it was signed by the key that it names.</summary>
    public static bool Holds(RecordHeadView head)
    {
        if (head is not { Signature: { } signature, PublicKey: { } publicKey, SignedAt: not null })
            return false;
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            return key.VerifyData(Bytes(head), Convert.FromBase64String(signature), HashAlgorithmName.SHA256);
        }
        catch (Exception failure) when (failure is FormatException or CryptographicException)
        {
            return false;
        }
    }

    private static byte[] Bytes(RecordHeadView head) => System.Text.Encoding.UTF8.GetBytes(string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"billbot record head\n{head.Business}\n{head.Sequence}\n{head.Hash}\n{head.At?.UtcDateTime:O}\n{head.SignedAt?.UtcDateTime:O}"));
}
