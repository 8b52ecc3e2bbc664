package lucida.weights;

import static lucida.weights.model.Fixture.joined;
import static lucida.weights.model.Fixture.latin;
import static lucida.weights.model.Fixture.littleEndian;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import lucida.weights.torch.TorchLegacyTest;

/** Pickles that run code elsewhere, or take all memory. */
final class HostilePickles {
  private static final String PROTOCOL = "\u0080\u0002";
  private static final String TENSOR = "ctorch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\nFloatStorage\nU\u00010U\u0003cpuK\u0008tQ";
  /** What scanners of pickles have missed: nullifAI, CVE-2025-1716, -1889, -1945, -46417 and the advisories of picklescan and fickling. */
  private static final List<String> CALLS = List.of("os system", "posix system", "nt system", "builtins eval", "builtins exec",
      "__builtin__ eval", "builtins getattr", "builtins __import__", "subprocess Popen", "pkgutil resolve_name",
      "importlib import_module", "runpy run_path", "pickle loads", "torch load", "torch.hub load", "webbrowser open",
      "socket create_connection", "urllib.request urlopen", "ssl get_server_certificate", "functools partial",
      "operator attrgetter", "operator methodcaller", "timeit timeit", "pdb run", "code interact", "ctypes CDLL", "pip main",
      "pydoc pipepager", "idlelib.pyshell ModifiedInterpreter.runcommand", "numpy.testing._private.utils runstring",
      "torch.utils._config_module load_config", "torch.utils.bottleneck.__main__ run_cprofile", "cProfile run", "shutil rmtree",
      "lib2to3.pgen2.pgen ParserGenerator.make_label", "doctest debug_script", "torch.jit.unsupported_tensor_ops execWrapper",
      "collections OrderedDict.__class__", "torch.serialization add_safe_globals");

  private HostilePickles() {}

  static void make(HostileFiles files) throws IOException {
    for (String call : CALLS) {
      String global = "c" + call.replace(' ', '\n') + "\n";
      files.refused("pickle-" + call.replaceAll("\\W+", "-") + ".pth", torch("}U\u0001w" + global + "U\u0002id\u0085Rs."));
    }
    opcodes(files);
    sizes(files);
    views(files);
  }

  private static void opcodes(HostileFiles files) throws IOException {
    files.refused("pickle-inst.pth", torch("}U\u0001w(U\u0002idios\nsystem\ns."));
    files.refused("pickle-obj.pth", torch("}U\u0001w(cos\nsystem\nU\u0002idos."));
    files.refused("pickle-newobj.pth", torch("}U\u0001wcos\nsystem\nU\u0002id\u0085\u0081s."));
    files.refused("pickle-newobj-ex.pth", torch("}U\u0001wcos\nsystem\n)}\u0092s."));
    files.refused("pickle-stack-global.pth", torch("}U\u0001wU\u0002osU\u0006system\u0093)Rs."));
    files.refused("pickle-build.pth", torch("}U\u0001wccollections\nOrderedDict\n)R}U\u0007__del__cos\nsystem\nsbs."));
    for (String code : List.of("\u0082\u0001", "\u0083\u0001\u0000", "\u0084\u0001\u0000\u0000\u0000"))
      files.refused("pickle-ext" + (code.charAt(0) - 0x81) + ".pth", torch("}U\u0001w" + code + "s."));
    files.refused("pickle-result-popped.pth", torch("cos\nsystem\nU\u0002id\u0085R0}U\u0001wK\u0001s."));
    files.refused("nullifAI-broken-tail.pth", torch("cos\nsystem\nU\u0002id\u0085RX\u00ff\u00ff\u00ff\u007f"));
    files.refused("pickle-persistent-id.pth", torch("}U\u0001wcos\nsystem\nQs."));
    files.refused("pickle-second-after-stop.pth",
        torch("}U\u0001w" + TENSOR + "K\u0000K\u0001\u0085K\u0001\u0085tRs.cos\nsystem\n)R."));
    files.refused("pickle-setitem-on-text.pth", torch("U\u0001aU\u0001bK\u0001s."));
    files.refused("pickle-append-to-dict.pth", torch("}K\u0001a."));
    files.refused("CVE-2026-24747-setitem-on-tensor.pth",
        torch("}U\u0001w" + TENSOR + "K\u0000K\u0001\u0085K\u0001\u0085tRU\u0001aK\u0001ss."));
    files.refused("CVE-2025-32434-evil-arguments.pth",
        torch("}U\u0001wctorch._utils\n_rebuild_tensor_v2\n(K\u0001K\u0002K\u0003K\u0004tRs."));
    files.refused("legacy-os-system.pth", TorchLegacyTest.legacy("cos\nsystem\nU\u0002id\u0085R."));
    files.refused("CVE-2019-6446-pickle-named.npy", latin(PROTOCOL + "cos\nsystem\nU\u0002id\u0085R."));
    files.refused("pickle-plain.pkl", latin("cos\nsystem\n(S'id'\ntR."));
    files.refused("pickle-protocol-9.pth", torch("\u0080\u0009}."));
    files.refused("pickle-underflow.pth", torch("0000s."));
  }

  private static void sizes(HostileFiles files) throws IOException {
    files.refused("pickle-long4-2GB.pth", torch("}U\u0001w\u008b\u00ff\u00ff\u00ff\u007fs."));
    files.refused("pickle-long4-negative.pth", torch("}U\u0001w\u008b\u00ff\u00ff\u00ff\u00ffs."));
    files.refused("pickle-binbytes8.pth", torch("\u008e\u0000\u0000\u0000\u0000\u0000\u0000\u0000@."));
    files.refused("pickle-bytearray8.pth", torch("\u0096\u0000\u0000\u0000\u0000\u0000\u0000\u0000@."));
    files.refused("pickle-frame-lies.pth", torch("\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f}."));
    files.refused("pickle-deep-lists.pth", torch("(l".repeat(200_000) + "a".repeat(199_999) + "."));
    files.refused("pickle-deep-tuples.pth", torch(")" + "\u0085".repeat(500_000) + "."));
    files.refused("pickle-dup.pth", torch("}" + "2".repeat(500_000) + "."));
    files.refused("pickle-doubling.pth", torch(")" + "2\u0086".repeat(10_000) + "."));
    files.refused("pickle-memo-far.pth", torch("}r\u00ff\u00ff\u00ff\u007f."));
    files.refused("pickle-memo-many.pth", torch("}" + "\u0094".repeat(1_000_000) + "."));
    files.refused("pickle-contains-itself.pth", torch("]q\u0000h\u0000a."));
    files.refused("pickle-dict-contains-itself.pth", torch("}q\u0000U\u0001ah\u0000s."));
    files.refused("pickle-long-decimal.pth", torch("}U\u0001wI" + "9".repeat(1_000_000) + "\ns."));
    files.refused("pickle-marks.pth", torch("(".repeat(1_000_000) + "."));
  }

  private static void views(HostileFiles files) throws IOException {
    String all = "K\u0000K\u0008\u0085K\u0001\u0085";
    files.read("view-honest.pth", torch(tensor("w", all)));
    files.refused("view-beyond.pth", torch(tensor("w", "K\u0001K\u0008\u0085K\u0001\u0085")));
    files.refused("view-offset-overflow.pth",
        torch(tensor("w", "\u008a\u0008" + "\u00ff".repeat(7) + "\u007fK\u0008\u0085K\u0001\u0085")));
    files.refused("view-offset-negative.pth", torch(tensor("w", "J\u00ff\u00ff\u00ff\u00ffK\u0008\u0085K\u0001\u0085")));
    files.refused("view-stride-overflow.pth",
        torch(tensor("w", "K\u0000K\u0003\u0085\u008a\u0008" + "\u00ff".repeat(7) + "\u007f\u0085")));
    files.refused("view-stride-negative.pth", torch(tensor("w", "K\u0000K\u0003\u0085J\u00ff\u00ff\u00ff\u00ff\u0085")));
    files.refused("view-stride-0-bomb.pth", torch(tensor("w", "K\u0000J\u0000\u00ca\u009a;\u0085K\u0000\u0085")));
    files.refused("view-extent-product.pth", torch(tensor("w",
        "K\u0000J\u0000\u0000\u0001\u0000J\u0000\u0000\u0001\u0000J\u0000\u0000\u0001\u0000\u0087K\u0000K\u0000K\u0000\u0087")));
    StringBuilder tied = new StringBuilder("}(");
    for (char i = 0; i < 120; i++)
      tied.append("U\u0002").append((char) ('a' + i / 11)).append((char) ('a' + i % 11)).append(TENSOR)
          .append("K\u0000J\u0080\u0096\u0098\u0000\u0085K\u0000\u0085tR");
    files.refused("view-tied-to-a-gigabyte.pth", torch(tied + "u."));
    byte[] pickle = latin(PROTOCOL + tensor("w", all));
    files.refused("storage-too-short.pth", new ForgedZip().add("a/data.pkl", pickle).add("a/data/0", new byte[31]).bytes());
    files.refused("storage-too-long.pth", new ForgedZip().add("a/data.pkl", pickle).add("a/data/0", new byte[64]).bytes());
    files.refused("storage-missing.pth", new ForgedZip().add("a/data.pkl", pickle).bytes());
    byte[] legacy = joined(TorchLegacyTest.legacy(TorchLegacyTest.oneTensor(2, "K\u0000", "K\u0002\u0085", "K\u0001\u0085")),
        latin("]U\u00010a."), littleEndian(2L), new byte[8]);
    files.read("legacy-honest.pth", legacy);
    files.refused("legacy-appended.pth", joined(legacy, latin("cos\nsystem\n)R.")));
    files.refused("legacy-cut.pth", Arrays.copyOf(legacy, legacy.length - 1));
  }

  private static String tensor(String name, String view) { return "}U\u0001" + name + TENSOR + view + "tRs."; }

  /** PyTorch's zip with this pickle, after its protocol, and a storage '0' of 8 floats. */
  static byte[] torch(String pickle) {
    return new ForgedZip().add("a/data.pkl", latin(PROTOCOL + pickle)).add("a/data/0", new byte[32]).bytes();
  }

  /** The pickle of one tensor of 8 cells. */
  static byte[] honest() {
    return latin(PROTOCOL + tensor("w", "K\u0000K\u0008\u0085K\u0001\u0085"));
  }
}
