package lucida.weights.torch;

import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;
import lucida.weights.io.Bytes;
import lucida.weights.io.Cursor;
import lucida.weights.io.WeightFormat;
import lucida.weights.io.WeightSource;

/**
 * PyTorch's files before 1.6: five pickles (a magic number, the version of the format, the machine, what was saved, the keys of
 * the storages) and then, in the order of the keys, each storage as its length in elements and its bytes, little-endian on every
 * machine.
 */
public record TorchLegacy() implements WeightFormat {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long VERSION = 1001;

  @Override
  public boolean recognises(byte[] head) { return head.length >= 2 && head[0] == (byte) 0x80 && head[1] >= 2 && head[1] <= 5; }

  @Override
  public NamedTensors read(WeightSource source) {
    Cursor in = new Cursor(source.bytes());
    if (!(pickle(in, source).read() instanceof Pickled.BigInt(BigInteger magic)) || !magic.equals(MAGIC))
      throw new WeightsException("is a Python pickle, but not one that torch.save made");
    if (!(pickle(in, source).read() instanceof Pickled.Int(long version)) || version != VERSION)
      throw new WeightsException("is of a version of PyTorch's format that is not known; " + VERSION + " is read");
    pickle(in, source).read();
    PickleReader reader = pickle(in, source);
    TorchFile file = TorchFile.of(reader.read(), source, "PyTorch legacy");
    Map<String, Bytes> storages = storages(in, reader.storages(), source);
    return file.read(new TorchTensors(storage -> storages.get(storage.key()), ByteOrder.LITTLE_ENDIAN, source.budget()));
  }

  private static PickleReader pickle(Cursor in, WeightSource source) { return new PickleReader(in, source.bytes().length()); }

  private static Map<String, Bytes> storages(Cursor in, Map<String, TorchStorage> known, WeightSource source) {
    if (!(pickle(in, source).read() instanceof Pickled.Sequence keys))
      throw new WeightsException("the list of its storages is not a list");
    Map<String, Bytes> storages = new HashMap<>();
    for (Pickled item : keys.items()) {
      String key = TorchPickles.key(item);
      TorchStorage storage = known.get(key);
      if (storage == null)
        throw new WeightsException("the storage '" + key + "' is of a kind that is not read, or nothing refers to it");
      long elements = in.int64();
      if (elements != storage.length() / storage.dtype().bytes())
        throw new WeightsException("the storage '" + key + "' should have " + storage.length() / storage.dtype().bytes()
            + " elements and has " + elements);
      storages.put(key, source.bytes().slice(in.position(), storage.length()));
      in.skip(storage.length(), "the storage '" + key + "'");
    }
    if (in.remaining() > 0) throw new WeightsException(in.remaining() + " bytes follow its last storage");
    if (!storages.keySet().containsAll(known.keySet())) throw new WeightsException("not all of its storages are there");
    return storages;
  }
}
