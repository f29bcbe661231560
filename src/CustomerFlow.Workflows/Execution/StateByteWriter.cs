using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution;

/// <summary>Writes the parts of <see cref="StateBytes"/>.</summary>
internal sealed class StateByteWriter
{
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private byte[] _bytes = new byte[512];
    private int _count;

    public byte[] ToArray() => _bytes.AsSpan(0, _count).ToArray();

    public void Byte(byte value)
    {
        Reserve(1);
        _bytes[_count++] = value;
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Number(long value)
    {
        Reserve(10);
        var rest = (ulong)(value << 1 ^ value >> 63);
        while (rest >= 0x80)
        {
            _bytes[_count++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        _bytes[_count++] = (byte)rest;
    }

    public void Numbers(params ReadOnlySpan<long> values)
    {
        foreach (var value in values) Number(value);
    }

    public void Text(string text)
    {
        if (_texts.TryGetValue(text, out var known))
        {
            Number(known);
            return;
        }

        _texts.Add(text, _texts.Count + 1);
        Number(0);
        var length = Encoding.UTF8.GetByteCount(text);
        Number(length);
        Reserve(length);
        _count += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_count));
    }

    public void OptionalText(string? text)
    {
        Flag(text is not null);
        if (text is not null) Text(text);
    }

    public void Optional<T>(T? value, Action<StateByteWriter, T> write)
        where T : class
    {
        Flag(value is not null);
        if (value is not null) write(this, value);
    }

    public void List<T>(IReadOnlyList<T> items, Action<StateByteWriter, T> write)
    {
        Number(items.Count);
        for (var i = 0; i < items.Count; i++) write(this, items[i]);
    }

    public void Value(FeelValue value)
    {
        switch (value)
        {
            case FeelNull:
                Byte((byte)ValueTag.Null);
                break;
            case FeelBoolean boolean:
                Byte((byte)(boolean.Value ? ValueTag.True : ValueTag.False));
                break;
            case FeelNumberValue number when number.Value.TryToInt64(out var whole):
                Byte((byte)ValueTag.Whole);
                Number(whole);
                break;
            case FeelNumberValue number:
                Byte((byte)ValueTag.Decimal);
                Text(number.Value.ToString());
                break;
            case FeelText text:
                Byte((byte)ValueTag.Text);
                Text(text.Value);
                break;
            case FeelList list:
                Byte((byte)ValueTag.List);
                List(list.Items, static (writer, item) => writer.Value(item));
                break;
            case FeelContext context:
                Byte((byte)ValueTag.Context);
                List(context.Entries, static (writer, entry) =>
                {
                    writer.Text(entry.Key);
                    writer.Value(entry.Value);
                });
                break;
            default:
                // Only JSON values become variables.
                throw new UnreachableException();
        }
    }

    private void Reserve(int more)
    {
        if (_count + more > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _count + more));
    }
}

/// <summary>Reads the parts of <see cref="StateBytes"/>.</summary>
internal ref struct StateByteReader(ReadOnlySpan<byte> bytes)
{
    private const int DepthMax = 256;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly List<string> _texts = [];
    private int _at;
    private int _depth;

    public byte Byte() => _at < _bytes.Length ? _bytes[_at++] : throw new InvalidDataException("The state ends too early.");

    /// <summary>A byte that stands for a case of an enumeration.</summary>
    public byte Case(int last) =>
        Byte() is var found && found <= last ? found : throw new InvalidDataException("The state has an unknown case.");

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw new InvalidDataException("The state has a flag that is neither yes nor no."),
    };

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return (long)(value >> 1) ^ -(long)(value & 1);
        }

        throw new InvalidDataException("The state has a number that is too long.");
    }

    public int Int() =>
        Number() is var number && number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : throw new InvalidDataException("The state has a number that is too big.");

    /// <summary>The count of a list; never more than bytes are left.</summary>
    public int Count() =>
        Int() is var count && count >= 0 && count <= _bytes.Length - _at
            ? count
            : throw new InvalidDataException("The state has a list that is longer than the state.");

    public DateTimeOffset Time() =>
        Number() is var ticks && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw new InvalidDataException("The state has a time beyond the calendar.");

    public string Text()
    {
        var known = Int();
        if (known > 0 && known <= _texts.Count) return _texts[known - 1];
        if (known != 0) throw new InvalidDataException("The state names a text that it does not hold.");
        var length = Count();
        var text = Encoding.UTF8.GetString(_bytes.Slice(_at, length));
        _at += length;
        _texts.Add(text);
        return text;
    }

    public string? OptionalText() => Flag() ? Text() : null;

    public ImmutableArray<string> Texts()
    {
        var count = Count();
        if (count == 0) return [];
        var texts = ImmutableArray.CreateBuilder<string>(count);
        for (var i = 0; i < count; i++) texts.Add(Text());
        return texts.MoveToImmutable();
    }

    public ImmutableArray<FeelValue> Items() =>
        Value() is FeelList list ? list.Items : throw new InvalidDataException("The state has another value than the list expected.");

    public FeelContext Context() =>
        Value() as FeelContext ?? throw new InvalidDataException("The state has another value than the variables expected.");

    public readonly void ExpectEnd()
    {
        if (_at != _bytes.Length) throw new InvalidDataException("The state has bytes after its end.");
    }

    private FeelValue Value()
    {
        if (++_depth > DepthMax) throw new InvalidDataException("The state has a value nested too deeply.");
        FeelValue value = (ValueTag)Byte() switch
        {
            ValueTag.Null => FeelValue.Null,
            ValueTag.True => FeelValue.True,
            ValueTag.False => FeelValue.False,
            ValueTag.Whole => FeelValue.Of(Number()),
            ValueTag.Decimal => FeelNumber.TryParse(Text(), out var number)
                ? FeelValue.Of(number)
                : throw new InvalidDataException("The state has a number that is none."),
            ValueTag.Text => FeelValue.Of(Text()),
            ValueTag.List => List(),
            ValueTag.Context => ContextEntries(),
            _ => throw new InvalidDataException("The state has a value of an unknown kind."),
        };
        _depth--;
        return value;
    }

    private FeelList List()
    {
        var count = Count();
        var items = ImmutableArray.CreateBuilder<FeelValue>(count);
        for (var i = 0; i < count; i++) items.Add(Value());
        return new FeelList(items.MoveToImmutable());
    }

    private FeelContext ContextEntries()
    {
        var count = Count();
        if (count == 0) return FeelContext.Empty;
        var entries = new KeyValuePair<string, FeelValue>[count];
        for (var i = 0; i < count; i++) entries[i] = KeyValuePair.Create(Text(), Value());
        return new FeelContext(entries);
    }
}

/// <summary>What kind of value follows.</summary>
internal enum ValueTag : byte
{
    Null,
    True,
    False,
    Whole,
    Decimal,
    Text,
    List,
    Context,
}
