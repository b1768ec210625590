using System.Collections.Concurrent;

namespace Billbot.App.Storage;

/// <summary>
/// The one writer. A thread of its own takes what waits (up to <see cref="MostPerCommit"/>), runs each piece in a savepoint of one
/// transaction, commits once, and only then answers: many callers share one disk flush, a lone caller waits for nobody.
/// </summary>
/// <remarks>Also keeps SQLite's checkpoint and every commit on one connection, which the bundled version needs (WAL-reset bug, fixed in 3.51.3).</remarks>
internal sealed class WriteGate : IDisposable
{
    public const int MostPerCommit = 64;

    private readonly BlockingCollection<Entry> _queue = [];
    private readonly WriterConnection _writer;
    private readonly Thread _thread;

    public WriteGate(WriterConnection writer)
    {
        _writer = writer;
        _thread = new Thread(Serve) { IsBackground = true, Name = "billbot write gate" };
        _thread.Start();
    }

    /// <summary>Waits for the gate, runs <paramref name="work"/> inside it, and ends when what it kept is durable.</summary>
    public Task<T> RunAsync<T>(Func<Session, Task<(T Value, Ending Ending)>> work, CancellationToken cancel)
    {
        var entry = new Entry<T>(work, cancel);
        try
        {
            _queue.Add(entry, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(WriteGate), "Billbot is shutting down.");
        }

        return entry.Answer;
    }

    /// <summary>Lets what waits finish, then ends the thread.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
        _writer.Dispose();
    }

    private void Serve()
    {
        var group = new List<Entry>(MostPerCommit);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            group.Clear();
            CommitGroup(first, group);
            foreach (var entry in group)
                entry.Release();
        }
    }

    private void CommitGroup(Entry first, List<Entry> group)
    {
        try
        {
            _writer.Begin();
            var kept = false;
            var next = first;
            do
            {
                group.Add(next);
                _writer.Savepoint();
                var keep = next.Run(_writer.Session);
                if (keep)
                    _writer.ReleaseSavepoint();
                else
                    _writer.RollBackToSavepoint();
                kept |= keep;
            }
            while (group.Count < MostPerCommit && _queue.TryTake(out next));

            if (kept)
                _writer.Commit();
            else
                _writer.RollBack();
        }
        catch (Exception failure)
        {
            _writer.RollBack();
            if (group.Count == 0)
                group.Add(first);
            // SQLite ends the whole transaction when the disk fails: that is the cause to tell, not what broke after it.
            var cause = group.Select(e => e.Failure).OfType<StorageException>().FirstOrDefault() ?? WriterConnection.Translate(failure);
            foreach (var entry in group)
                entry.Fail(cause);
        }
    }

    /// <summary>One waiting piece of work: run inside the gate, answered after the commit.</summary>
    private abstract class Entry
    {
        /// <summary>Runs the work; true when its changes stay. A failure is kept for the answer and never leaves this method.</summary>
        public abstract bool Run(Session session);

        public Exception? Failure { get; protected set; }

        public abstract void Fail(Exception failure);

        public abstract void Release();
    }

    private sealed class Entry<T>(Func<Session, Task<(T Value, Ending Ending)>> work, CancellationToken cancel) : Entry
    {
        // Without the option the gate's thread would run the caller's code.
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _value;

        public Task<T> Answer => _answer.Task;

        public override bool Run(Session session)
        {
            try
            {
                cancel.ThrowIfCancellationRequested();
                // SQLite works synchronously: the task is complete, or waits for nothing but this thread.
                (_value, var ending) = work(session).GetAwaiter().GetResult();
                return ending == Ending.Keep;
            }
            catch (Exception failure)
            {
                Failure = WriterConnection.Translate(failure);
                return false;
            }
        }

        public override void Fail(Exception failure) => Failure ??= failure;

        public override void Release()
        {
            if (Failure is OperationCanceledException)
                _answer.TrySetCanceled(cancel);
            else if (Failure is not null)
                _answer.TrySetException(Failure);
            else
                _answer.TrySetResult(_value!);
        }
    }
}
