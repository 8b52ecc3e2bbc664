package lucida.weights.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lucida.weights.WeightsException;
import lucida.weights.io.Cursor;
import lucida.weights.io.PythonExport;

/**
 * Reads pickles as data: the operations of protocols 1 to 5 that torch.save uses, and no others. A name of a class or function
 * must be on the allow-list ({@link PythonName}); calling one makes a description of its result ({@link PythonCalls}). One pass,
 * no recursion, at most a million operations and one for each 64 bytes of the file, each of which makes at most one small value.
 */
final class PickleReader {
  private static final int LONGEST_NAME = 500;

  private final Cursor in;
  private final PickleScalars scalars;
  private final PickleStack stack = new PickleStack();
  private final Map<String, TorchStorage> storages = new LinkedHashMap<>();
  private long operationsLeft;

  /** Reads the pickle that begins where the cursor is. */
  PickleReader(Cursor in, long fileSize) {
    this.in = in;
    this.scalars = new PickleScalars(in);
    this.operationsLeft = 1_000_000 + fileSize / 64;
  }

  /** The value of the pickle. The cursor stands behind it. */
  Pickled read() {
    long at = in.position();
    try {
      for (int op = in.unsignedByte(); op != '.'; op = in.unsignedByte()) {
        spend(1);
        step(op);
        at = in.position();
      }
      return stack.pop();
    } catch (WeightsException e) {
      throw new WeightsException("the pickle at byte " + at + ": " + e.getMessage(), e.remedy());
    }
  }

  /** The storages that the pickle refers to, by their keys. */
  Map<String, TorchStorage> storages() { return storages; }

  /** One operation, by the letter that Python's pickletools gives it. */
  private void step(int op) {
    switch (op) {
      case 0x80 -> protocol();
      case 0x95 -> in.skip(Long.BYTES, "the length of a frame"); // frames only help who reads a stream
      case '(' -> stack.mark();
      case '0' -> stack.discard();
      case '1' -> stack.popToMark();
      case '2' -> stack.push(stack.top());

      case 'N' -> stack.push(Pickled.Constant.NONE);
      case 0x88 -> stack.push(Pickled.Constant.TRUE);
      case 0x89 -> stack.push(Pickled.Constant.FALSE);
      case 'I', 'L' -> stack.push(scalars.decimal());
      case 'J' -> stack.push(new Pickled.Int(in.int32()));
      case 'K' -> stack.push(new Pickled.Int(in.unsignedByte()));
      case 'M' -> stack.push(new Pickled.Int(in.unsignedShort()));
      case 0x8a -> stack.push(scalars.integer(in.unsignedByte()));
      case 0x8b -> stack.push(scalars.integer(in.int32()));
      case 'G' -> stack.push(new Pickled.Real(in.bigEndianDouble()));

      case 'X' -> stack.push(scalars.text(in.unsignedInt()));
      case 0x8c -> stack.push(scalars.text(in.unsignedByte()));
      case 0x8d -> stack.push(scalars.text(in.int64()));
      case 'T' -> stack.push(scalars.oldText(in.int32()));
      case 'U' -> stack.push(scalars.oldText(in.unsignedByte()));
      case 'B' -> stack.push(scalars.raw(in.unsignedInt()));
      case 'C' -> stack.push(scalars.raw(in.unsignedByte()));
      case 0x8e, 0x96 -> stack.push(scalars.raw(in.int64()));

      case ')' -> stack.push(Pickled.Sequence.tuple(List.of()));
      case 't' -> stack.push(Pickled.Sequence.tuple(stack.popToMark()));
      case 0x85 -> stack.push(Pickled.Sequence.tuple(stack.pop(1)));
      case 0x86 -> stack.push(Pickled.Sequence.tuple(stack.pop(2)));
      case 0x87 -> stack.push(Pickled.Sequence.tuple(stack.pop(3)));
      case ']' -> stack.push(Pickled.Sequence.list(List.of()));
      case 'l' -> stack.push(Pickled.Sequence.list(stack.popToMark()));
      case 'a' -> append(stack.pop(1));
      case 'e' -> append(stack.popToMark());
      case '}' -> stack.push(new Pickled.Dictionary());
      case 'd' -> stack.push(PythonCalls.dictionary(stack.popToMark()));
      case 's' -> put(stack.pop(2));
      case 'u' -> put(stack.popToMark());
      case 0x8f -> stack.push(set(0));
      case 0x90 -> stack.popToMark();
      case 0x91 -> stack.push(set(stack.popToMark().size()));

      case 'q' -> stack.remember(in.unsignedByte());
      case 'r' -> stack.remember(in.int32());
      case 0x94 -> stack.remember();
      case 'h' -> stack.recall(in.unsignedByte());
      case 'j' -> stack.recall(in.int32());

      case 'c' -> stack.push(name(in.line(LONGEST_NAME, "a module's name"), in.line(LONGEST_NAME, "a name")));
      case 0x93 -> stack.push(name(stack.pop(2)));
      case 'Q' -> stack.push(storage(stack.pop()));
      case 'R', 0x81 -> stack.push(call(stack.pop(2)));
      case 0x92 -> stack.push(call(stack.pop(3)));
      case 'b' -> PythonCalls.setState(stack.pop(), stack.top());
      default -> throw new WeightsException("the operation 0x" + Integer.toHexString(op) + " is none that torch.save uses");
    }
  }

  private void spend(int operations) {
    operationsLeft -= operations;
    if (operationsLeft < 0) throw new WeightsException("it is longer than a file of weights can need");
  }

  private void protocol() {
    int protocol = in.unsignedByte();
    if (protocol > 5) throw new WeightsException("its protocol is " + protocol + "; 1 to 5 are read");
  }

  private static Pickled set(int size) { return new Pickled.Opaque("a set of " + size); }

  private Pickled storage(Pickled id) {
    Pickled storage = TorchPickles.storage(id);
    if (storage instanceof TorchStorage known) storages.putIfAbsent(known.key(), known);
    return storage;
  }

  private void append(List<Pickled> items) {
    switch (stack.top()) {
      case Pickled.Sequence list when list.growing() -> list.items().addAll(items);
      case Pickled.Opaque _ -> {}
      default -> throw new WeightsException("it appends to something that is not a list");
    }
  }

  private void put(List<Pickled> keysAndValues) {
    switch (stack.top()) {
      case Pickled.Dictionary dictionary -> PythonCalls.put(dictionary, keysAndValues);
      case Pickled.Opaque _ -> {}
      default -> throw new WeightsException("it sets an item of something that is not a dictionary");
    }
  }

  private static Pickled name(List<Pickled> moduleAndName) {
    if (moduleAndName.get(0) instanceof Pickled.Text(String module) && moduleAndName.get(1) instanceof Pickled.Text(String name))
      return name(module, name);
    throw new WeightsException("it wants a class whose name is not a text");
  }

  private static Pickled name(String module, String name) {
    String full = module + "." + name;
    return new Pickled.Global(full, PythonName.of(full).orElseThrow(() -> unknown(full)));
  }

  private static WeightsException unknown(String name) {
    boolean model = name.startsWith("torch.nn.") || name.startsWith("torchvision.") || name.startsWith("__main__.");
    return new WeightsException((model
        ? "it is a whole model, with the class '" + name + "', and not its tensors; if you trust it"
        : "it wants the Python class or function '" + name + "', and only tensors and plain data are read; if you trust the file")
        + ", load it in Python and save its tensors with torch.save(model.state_dict(), 'weights.pth'), or export it with "
        + "torch.onnx.export: an ONNX file is read whatever its network", model ? PythonExport.WHOLE_MODEL.lines() : "");
  }

  /** The class or function and the tuple of its arguments; named arguments are only taken by what is not looked at. */
  private Pickled call(List<Pickled> call) {
    if (call.get(0) instanceof Pickled.Global callee && call.get(1) instanceof Pickled.Sequence arguments) {
      if (callee.meaning() == PythonName.DICTIONARY) spend(PythonCalls.copied(arguments.items()));
      return PythonCalls.call(callee, arguments.items());
    }
    throw new WeightsException("it calls something that is not a class or function");
  }
}
