package lucida.weights.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lucida.weights.Dtype;
import lucida.weights.WeightsException;
import org.junit.jupiter.api.Test;

final class StateDictTest {
  private static final Pickled TENSOR = new TorchTensor(new TorchStorage("0", Dtype.F32, 4, 0, 4), Dtype.F32, 0,
      Pickled.Sequence.tuple(List.of()), Pickled.Sequence.tuple(List.of()));
  private static final Pickled ONE = new Pickled.Int(1);

  /** A dictionary of these names and values in turn. */
  private static Pickled.Dictionary dictionary(Object... namesAndValues) {
    Pickled.Dictionary dictionary = new Pickled.Dictionary();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Pickled key = namesAndValues[i] instanceof Integer number
          ? new Pickled.Int(number)
          : new Pickled.Text((String) namesAndValues[i]);
      dictionary.put(key, (Pickled) namesAndValues[i + 1]);
    }
    return dictionary;
  }

  /** What a lazily negated or conjugated tensor stores is not what it is; other metadata are not known. */
  @Test
  void tensorsThatAreNotWhatIsStored() {
    TorchStorage storage = new TorchStorage("0", Dtype.F32, 4, 0, 4);
    Pickled none = Pickled.Sequence.tuple(List.of());
    List<Pickled> plain = List.of(storage, new Pickled.Int(0), none, none, Pickled.Constant.FALSE, dictionary());
    assertTrue(TorchPickles.tensor(plain) instanceof TorchTensor);
    for (Pickled metadata : List.of(Pickled.Constant.NONE, dictionary(), dictionary("neg", Pickled.Constant.FALSE)))
      assertTrue(TorchPickles.tensor(with(plain, metadata)) instanceof TorchTensor);
    assertEquals(new Pickled.Unreadable("is not what is stored (its metadata have 'neg')"),
        TorchPickles.tensor(with(plain, dictionary("conj", Pickled.Constant.FALSE, "neg", Pickled.Constant.TRUE))));
    assertTrue(TorchPickles.tensor(with(plain, ONE)) instanceof Pickled.Unreadable);
    Pickled type = new Pickled.Global("torch.float32", PythonName.DTYPE);
    assertTrue(TorchPickles.tensorOfDtype(with(plain, type)) instanceof TorchTensor);
    assertTrue(
        TorchPickles
            .tensorOfDtype(with(with(plain, type), dictionary("neg", Pickled.Constant.TRUE))) instanceof Pickled.Unreadable);
  }

  private static List<Pickled> with(List<Pickled> arguments, Pickled last) {
    return Stream.concat(arguments.stream(), Stream.of(last)).toList();
  }

  private static String path(Pickled root) { return StateDict.find(root, Optional.empty()).path(); }

  private static String refusal(Pickled root) {
    return assertThrows(WeightsException.class, () -> StateDict.find(root, Optional.empty())).getMessage();
  }

  @Test
  void findsItWhereverItIs() {
    Pickled weights = dictionary("a", TENSOR, "b", TENSOR);
    assertEquals("the top level", path(weights));
    assertEquals("state_dict", path(dictionary("epoch", ONE, "state_dict", weights)));
    assertEquals("model/net", path(dictionary("model", dictionary("net", weights, "config", dictionary("depth", ONE)))));
    assertEquals("1", path(Pickled.Sequence.list(List.of(ONE, weights))));
  }

  /** Numbers beside the tensors are no reason to look elsewhere. */
  @Test
  void allowsNumbersBesideTensors() {
    assertEquals("the top level", path(dictionary("w", TENSOR, "epoch", ONE, "lr", ONE, "seed", ONE)));
  }

  /**
   * One tensor among the parts of a checkpoint does not make it the dictionary; beside one part it may be meant, so it is asked.
   */
  @Test
  void asksWhereItIsNotClear() {
    Pickled weights = dictionary("a", TENSOR);
    assertEquals("state_dict", path(dictionary("mean", TENSOR, "state_dict", weights, "config", dictionary("depth", ONE))));
    assertTrue(refusal(dictionary("mean", TENSOR, "state_dict", weights))
        .endsWith("say which by --tensors, 'the top level', 'state_dict'"));
    assertTrue(
        refusal(dictionary("model", weights, "ema", dictionary("a", TENSOR))).endsWith("say which by --tensors, 'model', 'ema'"));
  }

  private static Pickled shaped(int... extents) {
    return new TorchTensor(new TorchStorage("0", Dtype.F32, 4, 0, 4), Dtype.F32, 0,
        Pickled.Sequence.tuple(Arrays.stream(extents).<Pickled>mapToObj(Pickled.Int::new).toList()),
        Pickled.Sequence.tuple(List.of()));
  }

  /** Lightning's callbacks keep the best scores as tensors, criteria the weights of classes: no network is without a matrix. */
  @Test
  void passesOverDictionariesWithoutAMatrix() {
    Pickled weights = dictionary("conv.weight", shaped(8, 3, 3, 3), "conv.bias", shaped(8));
    Pickled callbacks = dictionary("ModelCheckpoint",
        dictionary("best_model_score", shaped(), "best_k_models", dictionary("a.ckpt", shaped())));
    assertEquals("state_dict",
        path(dictionary("state_dict", weights, "callbacks", callbacks, "criterion", dictionary("weight", shaped(10)))));
    assertEquals("criterion", StateDict.find(dictionary("state_dict", weights, "criterion", dictionary("weight", shaped(10))),
        Optional.of("criterion")).path());
  }

  /** A set that is no dictionary is what names begin with, in the only dictionary there is. */
  @Test
  void leavesPrefixesToTheNames() {
    Pickled weights = dictionary("net.conv.weight", shaped(8, 3, 3, 3));
    assertEquals("state_dict", StateDict.find(dictionary("state_dict", weights), Optional.of("net")).path());
  }

  /** The same dictionary under two names is one. */
  @Test
  void countsSharedDictionariesOnce() {
    Pickled weights = dictionary("a", TENSOR);
    assertEquals("model", path(dictionary("model", weights, "ema", weights)));
  }

  @Test
  void passesOverStatesOfOptimisers() {
    Pickled state = dictionary(0, dictionary("step", TENSOR, "exp_avg", TENSOR), 1, dictionary("step", TENSOR, "exp_avg", TENSOR));
    Pickled byName = dictionary("a", dictionary("step", TENSOR));
    Pickled groups = Pickled.Sequence.list(List.of(dictionary("lr", ONE)));
    assertEquals("net",
        path(dictionary("optimizer", dictionary("state", state, "param_groups", groups), "net", dictionary("a", TENSOR),
            "other", dictionary("state", byName, "param_groups", groups))));
  }

  @Test
  void saysWhatIsThereInstead() {
    assertTrue(refusal(dictionary("epoch", ONE, "lr", ONE)).endsWith("a dictionary with the keys 'epoch', 'lr'"));
    assertTrue(refusal(dictionary(1, TENSOR)).endsWith("a dictionary without names"));
    assertTrue(refusal(TENSOR).endsWith("one tensor without a name"));
    assertTrue(refusal(ONE).endsWith("a single value"));
  }

  /** An array among tensors is as likely a weight as a tensor is; beside the dictionary of tensors it is a statistic. */
  @Test
  void namesNumpyArrays() {
    Pickled array = new Pickled.NumpyArray();
    StateDict.Found mixed = StateDict.find(dictionary("a", TENSOR, "b", array), Optional.empty());
    assertEquals("holds a NumPy array 'b' among its tensors, and only tensors are read: save torch.from_numpy(array) in its place",
        assertThrows(WeightsException.class, () -> StateDict.tensors(mixed)).getMessage());
    assertTrue(
        refusal(dictionary("epoch", ONE, "a", array)).endsWith("NumPy arrays, as 'a', and torch.from_numpy makes a tensor of one"));
    assertEquals("state_dict", path(dictionary("losses", array, "state_dict", dictionary("a", TENSOR))));
  }

  /** Later entries replace earlier ones of the same name, as in Python. */
  @Test
  void takesTheLastOfEqualNames() {
    assertEquals(ONE, StateDict.find(dictionary("a", TENSOR, "b", TENSOR, "a", ONE), Optional.empty()).entries().get("a"));
  }

  @Test
  void refusesTensorsThatCannotBeRead() {
    StateDict.Found found = StateDict.find(dictionary("q", new Pickled.Unreadable("is quantised")), Optional.empty());
    assertEquals("tensor 'q' is quantised, which is not read",
        assertThrows(WeightsException.class, () -> StateDict.tensors(found)).getMessage());
  }
}
