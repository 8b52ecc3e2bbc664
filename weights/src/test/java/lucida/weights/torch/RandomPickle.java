package lucida.weights.torch;

import java.util.SplittableRandom;
import lucida.weights.model.Fixture;
import lucida.weights.model.Fixture;

/**
 * A legacy file whose pickle is random and mostly well formed: containers in containers, shared and cyclic values, tensors whose
 * numbers may leave their storage of 8 cells, calls of all kinds, and now and then an operation that does not belong.
 */
public final class RandomPickle {
  private static final int CELLS = 8;
  private static final String STORAGE = "(U\u0007storagectorch\nFloatStorage\nU\u00010U\u0003cpuK\u0008NtQ";
  private static final String[] NOISE = {"0", "1", "2", "(", "t", "a", "e", "s", "u", "b", "R", "N", "\u0081", "\u0085", "\u0094",
      "h\u0003", "."};

  private final SplittableRandom random;
  private final StringBuilder pickle = new StringBuilder();
  private int depth;

  public RandomPickle(SplittableRandom random) { this.random = random; }

  /** The file. */
  public byte[] file() {
    pickle.append("}q\u0000q\u0001q\u0002(");
    for (int n = random.nextInt(6); n >= 0; n--) {
      text();
      value();
    }
    pickle.append("u.");
    return Fixture.joined(TorchLegacyTest.legacy(pickle.toString()), Fixture.latin("]U\u00010a."),
        Fixture.littleEndian((long) CELLS),
        new byte[4 * CELLS]);
  }

  /** Pushes one value. */
  private void value() {
    if (random.nextInt(100) == 0) pickle.append(NOISE[random.nextInt(NOISE.length)]);
    depth++;
    switch (depth > 5 ? random.nextInt(4) : random.nextInt(16)) {
      case 0 -> integer();
      case 1 -> text();
      case 2 -> pickle.append('N');
      case 3 -> pickle.append("h").append((char) random.nextInt(3));
      case 4 -> container("(", "t");
      case 5 -> container("](", "e");
      case 6 -> dictionary("}(");
      case 7 -> dictionary("ccollections\nOrderedDict\n)R(");
      case 8 -> wrapped("ctorch._utils\n_rebuild_parameter\n(", "\u0088NtR");
      case 9 -> wrapped("ctorch._tensor\n_rebuild_from_type_v2\n(ctorch._utils\n_rebuild_parameter\nctorch\nTensor\n(", "tNtR");
      case 10 -> wrapped("cnumpy\ndtype\n(", "tR");
      default -> tensor();
    }
    if (random.nextInt(4) == 0) pickle.append("q").append((char) random.nextInt(3));
    depth--;
  }

  private void integer() {
    switch (random.nextInt(8)) {
      case 0 -> pickle.append("J\u00ff\u00ff\u00ff\u00ff");
      case 1 -> pickle.append("J\u00ff\u00ff\u00ff\u007f");
      case 2 -> pickle.append("\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f");
      default -> pickle.append("K").append((char) random.nextInt(4));
    }
  }

  private void text() { pickle.append("U\u0001").append((char) ('a' + random.nextInt(26))); }

  private void container(String begin, String end) {
    pickle.append(begin);
    for (int n = random.nextInt(4); n > 0; n--) value();
    pickle.append(end);
  }

  private void dictionary(String begin) {
    pickle.append(begin);
    for (int n = random.nextInt(4); n > 0; n--) {
      text();
      value();
    }
    pickle.append('u');
  }

  private void wrapped(String begin, String end) {
    pickle.append(begin);
    value();
    pickle.append(end);
  }

  private void tensor() {
    int rank = random.nextInt(4);
    pickle.append("ctorch._utils\n_rebuild_tensor\n(").append(STORAGE);
    number(3);
    for (int tuple = 0; tuple < 2; tuple++) {
      pickle.append('(');
      for (int axis = 0; axis < rank; axis++) number(3);
      pickle.append('t');
    }
    pickle.append("tR");
  }

  private void number(int end) {
    if (random.nextInt(40) == 0)
      integer();
    else pickle.append("K").append((char) random.nextInt(end));
  }
}
