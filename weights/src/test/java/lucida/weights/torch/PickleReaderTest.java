package lucida.weights.torch;

import static lucida.weights.model.Fixture.latin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import lucida.weights.model.Fixture;
import lucida.weights.WeightsException;
import lucida.weights.io.Bytes;
import lucida.weights.io.Cursor;
import lucida.weights.model.Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles written by hand, a letter for each byte. */
final class PickleReaderTest {
  private static Pickled read(String pickle) {
    return new PickleReader(new Cursor(new Bytes.OfArray(latin(pickle))), pickle.length()).read();
  }

  private static String refusal(String pickle) {
    String message = assertThrows(WeightsException.class, () -> read(pickle)).getMessage();
    assertTrue(message.startsWith("the pickle at byte "), message);
    return message;
  }

  @ParameterizedTest
  @CsvSource({"K\u00ff., 255", "M\u0001\u0002., 513", "'J\u00fe\u00ff\u00ff\u00ff.', -2", "\u008a\u0000., 0",
      "\u008a\u0001\u0080., -128",
      "\u008a\u0002\u0080\u0000., 128", "\u008b\u0001\u0000\u0000\u0000\u0007., 7"})
  void integers(String pickle, long value) { assertEquals(new Pickled.Int(value), read(pickle)); }

  @Test
  void longIntegers() {
    assertEquals(new Pickled.BigInt(BigInteger.ONE.shiftLeft(64)), read("\u008a\u0009" + "\u0000".repeat(8) + "\u0001."));
    assertEquals(new Pickled.BigInt(BigInteger.TEN.pow(20)), read("L100000000000000000000L\n."));
    assertEquals(new Pickled.Int(-7), read("I-7\n."));
  }

  @Test
  void constantsAndFloats() {
    assertSame(Pickled.Constant.NONE, read("N."));
    assertSame(Pickled.Constant.TRUE, read("\u0088."));
    assertSame(Pickled.Constant.FALSE, read("\u0089."));
    assertSame(Pickled.Constant.TRUE, read("I01\n."));
    assertSame(Pickled.Constant.FALSE, read("I00\n."));
    assertEquals(new Pickled.Real(-1.5), read("G\u00bf\u00f8\u0000\u0000\u0000\u0000\u0000\u0000."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X\u0003\u0000\u0000\u0000\u00e2\u0082\u00ac.", "\u008c\u0003\u00e2\u0082\u00ac.",
      "\u008d\u0003\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u00e2\u0082\u00ac."})
  void texts(String pickle) { assertEquals(new Pickled.Text("€"), read(pickle)); }

  @Test
  void textsOfPython2() {
    assertEquals(new Pickled.Text("abc"), read("U\u0003abc."));
    assertEquals(new Pickled.Text("abc"), read("T\u0003\u0000\u0000\u0000abc."));
  }

  @Test
  void containers() {
    Pickled.Sequence list = assertInstanceOf(Pickled.Sequence.class, read("](K\u0001K\u0002eK\u0003a."));
    assertEquals(List.of(new Pickled.Int(1), new Pickled.Int(2), new Pickled.Int(3)), list.items());
    Pickled.Sequence tuple = assertInstanceOf(Pickled.Sequence.class, read("K\u0001K\u0002K\u0003\u0087."));
    assertEquals(list.items(), tuple.items());
    Pickled.Dictionary dictionary = assertInstanceOf(Pickled.Dictionary.class,
        read("}(U\u0001aK\u0001U\u0001bK\u0002uU\u0001aK\u0003s."));
    assertEquals(Map.of("a", new Pickled.Int(3), "b", new Pickled.Int(2)), dictionary.named());
    Pickled.Dictionary ordered = assertInstanceOf(Pickled.Dictionary.class,
        read("ccollections\nOrderedDict\n]]U\u0001aaK\u0001aa\u0085R."));
    assertEquals(Map.of(), assertInstanceOf(Pickled.Dictionary.class, read("ccollections\nOrderedDict\n)R.")).named());
    assertEquals(1, ordered.size());
  }

  /** What is remembered is the same object, also when the memo is numbered by itself (protocol 4). */
  @Test
  void memo() {
    Pickled.Sequence twice = assertInstanceOf(Pickled.Sequence.class, read("\u0080\u0004]\u0094h\u0000\u0086."));
    assertSame(twice.items().get(0), twice.items().get(1));
    Pickled.Sequence self = assertInstanceOf(Pickled.Sequence.class, read("]q\u0000h\u0000a."));
    assertSame(self, self.items().getFirst());
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
      "\"\u0080\u0009.\"; its protocol is 9",
      "\"a.\"; empty stack",
      "\"(0.\"; empty stack",
      "\"(K\u0001(a.\"; empty stack",
      "\"t.\"; back to a mark",
      "\"h\u0005.\"; number 5",
      "\"K\u0001K\u0002a.\"; not a list",
      "\")K\u0002a.\"; not a list",
      "\"]K\u0001K\u0002s.\"; not a dictionary",
      "\"}(K\u0001u.\"; a key without a value",
      "\"K\u0001)R.\"; not a class or function",
      "\"K\u0001}b.\"; has none",
      "\"K\u0001Q.\"; not a storage",
      "\"X\u0001\u0000\u0000\u0000\u00ff.\"; not UTF-8",
      "\"X\u00ff\u00ff\u00ff\u00ff.\"; has 4294967295 bytes",
      "\"\u008d\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0080.\"; has -9223372036854775808 bytes",
      "\"\u008b\u00ff\u00ff\u00ff\u00ff.\"; has -1 bytes",
      "\"\u008b\u00ff\u00ff\u00ff\u007f.\"; an integer of 2147483647 bytes",
      "\"I1x\n.\"; not an integer",
      "\"K\"; it ends at byte 1",
      "\"i\"; the operation 0x69",
      "\"cos\nsystem\n.\"; 'os.system'",
      "\"U\u0002osU\u0006system\u0093.\"; 'os.system'",
      "\"cbuiltins\neval\n.\"; 'builtins.eval'",
      "\"cposixpath\njoin\n.\"; 'posixpath.join'",
      "\"ctorch.storage\n_load_from_bytes\n.\"; 'torch.storage._load_from_bytes'",
      "\"ctorch\nFloatStorage\n)R.\"; is not called",
      "\"ctorch.nn.modules.linear\nLinear\n)\u0081.\"; a whole model",
      "\"(U\u0006moduleU\u0001xNtQ.\"; a whole model"})
  void refuses(String pickle, String why) {
    String message = refusal(pickle.replace("\\n", "\n"));
    assertTrue(message.contains(why), message);
  }

  /** Lists in lists, a hundred thousand deep: one byte each to make, and no recursion to read. */
  @Test
  void depthIsNoDanger() {
    int depth = 100_000;
    assertInstanceOf(Pickled.Sequence.class, read("]".repeat(depth) + "a".repeat(depth - 1) + "."));
  }

  /** A tuple of two of a tuple of two …, forty times: 2⁴⁰ leaves if it were walked, 41 values as it is kept. */
  @Test
  void sharedValuesAreNotCopied() {
    String doubling = "q\u0000h\u0000\u0086".repeat(40);
    Fixture.assertRefused("x.pt", TorchLegacyTest.legacy(")" + doubling + "."), "no dictionary of tensors");
  }

  /** A list of n pairs made into a dictionary again and again would be n² work in 6 n bytes: it counts as operations. */
  @Test
  void copiesAreCounted() {
    int n = 100_000;
    String pickle = "](" + "K\u0001K\u0002\u0086".repeat(n) + "eq\u0000ccollections\nOrderedDict\nq\u0001"
        + "h\u0001h\u0000\u0085R0".repeat(n) + ".";
    assertTrue(refusal(pickle).contains("longer than a file of weights can need"));
  }

  /** A pickle of more operations than a million and one for 64 bytes. */
  @Test
  void operationsAreCounted() { assertTrue(refusal("N0".repeat(600_000) + "N.").contains("longer than")); }
}
