package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.function.Consumer;
import lucida.weights.WeightsException;
import lucida.weights.io.ImportBudget;
import org.junit.jupiter.api.Test;

/** Lists of numbers are read whole or refused. */
final class MessageTest {
  /** A message whose field 1 is a packed list. */
  private static Message packed(int... bytes) {
    byte[] list = new byte[bytes.length];
    for (int i = 0; i < list.length; i++) list[i] = (byte) bytes[i];
    UnknownFieldSet.Field field = UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.copyFrom(list)).build();
    return new Message(UnknownFieldSet.newBuilder().addField(1, field).build(), new ImportBudget(1 << 10));
  }

  private static void refused(Message m, Consumer<Message> read, String says) {
    String message = assertThrows(WeightsException.class, () -> read.accept(m)).getMessage();
    assertTrue(message.contains(says), message);
  }

  /** 1.0 is 0x3f800000 as float32, 0x3ff0000000000000 as float64, and 300 = 2·128 + 44. */
  @Test
  void whole() {
    assertArrayEquals(new float[]{1}, packed(0, 0, 0x80, 0x3f).floats(1));
    assertArrayEquals(new double[]{1}, packed(0, 0, 0, 0, 0, 0, 0xf0, 0x3f).doubles(1));
    assertArrayEquals(new long[]{300}, packed(0x80 | 44, 2).numbers(1));
  }

  @Test
  void cutOff() {
    refused(packed(0, 0, 0x80, 0x3f, 0), m -> m.floats(1), "a list of numbers of 4 bytes each is 5 bytes long");
    refused(packed(0, 0, 0x80), m -> m.floats(1), "is 3 bytes long");
    refused(packed(0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 1, 2), m -> m.doubles(1), "a list of numbers of 8 bytes each is 10 bytes long");
    refused(packed(7, 0x80 | 44), m -> m.numbers(1), "ends within a number");
  }
}
