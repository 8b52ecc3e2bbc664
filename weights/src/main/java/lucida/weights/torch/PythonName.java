package lucida.weights.torch;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lucida.weights.Dtype;

/** What a name of a Python class or function in a pickle is taken to mean. Names that mean nothing here are refused. */
enum PythonName {
  /** A dictionary of some kind. */
  DICTIONARY,
  /** The function that makes a tensor of a storage, an offset, extents and strides. */
  TENSOR,
  /** The same with a dtype as its seventh argument. */
  TENSOR_OF_DTYPE,
  /** The function that makes a tensor of a subclass of tensor, of another function and its arguments. */
  SUBCLASS,
  /** Wraps its first argument: a parameter, a size. */
  WRAPPER,
  /** A class of storages. */
  STORAGE,
  /** A dtype. */
  DTYPE,
  /** Makes a tensor that cannot be read: sparse, quantised, without values. */
  UNREADABLE,
  /** Makes a NumPy array. */
  ARRAY,
  /** Makes something that is not looked at. */
  INERT;

  private static final Pattern STORAGES = Pattern.compile("torch\\.(cuda\\.|storage\\.)?(?<kind>\\w{0,40})Storage");
  private static final Pattern DTYPES = Pattern
      .compile("torch\\.(?<kind>(b?float|u?int|complex|q?u?int|bits|bool|half|double|long)\\w{0,20})");

  private static final Map<String, PythonName> NAMES = Map.ofEntries(
      Map.entry("collections.OrderedDict", DICTIONARY),
      Map.entry("collections.defaultdict", DICTIONARY),
      Map.entry("collections.Counter", DICTIONARY),
      Map.entry("builtins.dict", DICTIONARY),
      Map.entry("__builtin__.dict", DICTIONARY),
      Map.entry("torch._utils._rebuild_tensor", TENSOR),
      Map.entry("torch._utils._rebuild_tensor_v2", TENSOR),
      Map.entry("torch._utils._rebuild_tensor_v3", TENSOR_OF_DTYPE),
      Map.entry("torch._tensor._rebuild_from_type_v2", SUBCLASS),
      Map.entry("torch._utils._rebuild_parameter", WRAPPER),
      Map.entry("torch._utils._rebuild_parameter_with_state", WRAPPER),
      Map.entry("torch.nn.parameter.Parameter", WRAPPER),
      Map.entry("torch.nn.parameter.Buffer", WRAPPER),
      Map.entry("torch.Size", WRAPPER),
      Map.entry("torch._utils._rebuild_qtensor", UNREADABLE),
      Map.entry("torch._utils._rebuild_sparse_tensor", UNREADABLE),
      Map.entry("torch._utils._rebuild_sparse_csr_tensor", UNREADABLE),
      Map.entry("torch._utils._rebuild_nested_tensor", UNREADABLE),
      Map.entry("torch._utils._rebuild_meta_tensor_no_storage", UNREADABLE),
      Map.entry("torch._utils._rebuild_wrapper_subclass", UNREADABLE),
      Map.entry("torch._utils._rebuild_device_tensor_from_numpy", UNREADABLE),
      Map.entry("torch._utils._rebuild_device_tensor_from_cpu_tensor", UNREADABLE));

  private static final Set<String> BUILTINS = Set.of("set", "frozenset", "list", "tuple", "object", "complex", "bytearray", "bytes",
      "str",
      "int", "float", "bool", "slice", "range", "xrange", "long", "unicode");

  private static final Set<String> IGNORED = Set.of("argparse.Namespace", "_codecs.encode", "copyreg._reconstructor",
      "copy_reg._reconstructor", "collections.deque", "datetime.datetime", "datetime.date", "datetime.timedelta", "numpy.dtype",
      "numpy.ndarray", "pathlib.Path", "pathlib.PosixPath", "pathlib.WindowsPath", "pathlib.PurePath", "pathlib.PurePosixPath",
      "pathlib.PureWindowsPath", "pathlib._local.PosixPath", "pathlib._local.WindowsPath", "torch.device", "torch.Tensor",
      "torch.serialization._get_layout", "torch.per_tensor_affine", "torch.per_channel_affine", "torch.sparse_coo", "torch.strided",
      "torch.contiguous_format", "torch.channels_last");

  private static final Pattern ARRAYS = Pattern.compile("numpy\\._?core\\.(multiarray\\._reconstruct|numeric\\._frombuffer)");

  private static final Pattern NUMPY = Pattern.compile("numpy\\.(_?core\\.multiarray\\.scalar|dtypes\\.\\w{1,40}DType)");

  /** The meaning of a module's name, a dot and a name in it; none for what is not on the list. */
  static Optional<PythonName> of(String name) {
    PythonName known = NAMES.get(name);
    if (known != null) return Optional.of(known);
    if (STORAGES.matcher(name).matches()) return Optional.of(STORAGE);
    if (DTYPES.matcher(name).matches()) return Optional.of(DTYPE);
    if (ARRAYS.matcher(name).matches()) return Optional.of(ARRAY);
    boolean builtin = (name.startsWith("builtins.") || name.startsWith("__builtin__."))
        && BUILTINS.contains(name.substring(name.indexOf('.') + 1));
    return builtin || IGNORED.contains(name) || NUMPY.matcher(name).matches() ? Optional.of(INERT) : Optional.empty();
  }

  /** The dtype of a class of storages or of a dtype by its name; none for those that are not read, such as complex numbers. */
  static Optional<Dtype> dtype(String name) {
    String kind = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT).replaceFirst("storage$", "");
    return Optional.ofNullable(switch (kind) {
      case "float", "float32" -> Dtype.F32;
      case "double", "float64" -> Dtype.F64;
      case "half", "float16" -> Dtype.F16;
      case "bfloat16" -> Dtype.BF16;
      case "long", "int64" -> Dtype.I64;
      case "int", "int32" -> Dtype.I32;
      case "short", "int16" -> Dtype.I16;
      case "char", "int8" -> Dtype.I8;
      case "byte", "uint8", "untyped", "_untyped" -> Dtype.U8;
      case "uint16" -> Dtype.U16;
      case "uint32" -> Dtype.U32;
      case "uint64" -> Dtype.U64;
      case "bool" -> Dtype.BOOL;
      default -> null;
    });
  }
}
