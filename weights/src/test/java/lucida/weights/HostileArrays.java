package lucida.weights;

import static lucida.weights.model.Fixture.joined;
import static lucida.weights.model.Fixture.latin;
import static lucida.weights.model.Fixture.littleEndian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** safetensors, NumPy's arrays, labels, and things that are no files. */
final class HostileArrays {
  private HostileArrays() {}

  static void make(HostileFiles files) throws IOException {
    safetensors(files);
    arrays(files);
    labels(files);
    files.add(Path.of("/dev/zero"), HostileFile.Verdict.REFUSED);
    pipe(files, "pipe.pth");
    Path inside = Files.createDirectory(files.folder().resolve("arrays"));
    Files.createSymbolicLink(inside.resolve("again.npy"), inside);
    files.add(inside, HostileFile.Verdict.REFUSED);
  }

  /** Reading it would wait for a writer. */
  static Path pipe(HostileFiles files, String name) throws IOException {
    Path pipe = files.folder().resolve(name);
    try {
      if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() != 0) throw new IOException("no pipe " + pipe);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    files.add(pipe, HostileFile.Verdict.REFUSED);
    return pipe;
  }

  private static byte[] safe(String header, int data) {
    return joined(littleEndian((long) header.length()), latin(header), new byte[data]);
  }

  private static String entry(String name, String shape, int from, long to) {
    return "\"" + name + "\":{\"dtype\":\"F32\",\"shape\":[" + shape + "],\"data_offsets\":[" + from + "," + to + "]}";
  }

  private static void safetensors(HostileFiles files) throws IOException {
    files.read("safetensors-honest.safetensors", safe("{" + entry("a", "2", 0, 8) + "}", 8));
    files.refused("safetensors-header-200MB.safetensors", joined(littleEndian(200_000_000L), latin("{}"), new byte[100]));
    files.refused("safetensors-header-negative.safetensors", joined(littleEndian(0x0000ff0000000000L), latin("{}")));
    files.refused("safetensors-duplicate.safetensors", safe("{" + entry("a", "2", 0, 8) + "," + entry("a", "2", 8, 16) + "}", 16));
    files.refused("safetensors-hole.safetensors", safe("{" + entry("a", "2", 0, 8) + "," + entry("b", "2", 12, 20) + "}", 20));
    files.refused("safetensors-overlap.safetensors", safe("{" + entry("a", "2", 0, 8) + "," + entry("b", "2", 4, 12) + "}", 12));
    files.refused("safetensors-trailing.safetensors", safe("{" + entry("a", "2", 0, 8) + "}", 9));
    files.refused("safetensors-polyglot-zip.safetensors", joined(safe("{" + entry("a", "2", 0, 8) + "}", 8),
        new ForgedZip().add("a/data.pkl", HostilePickles.honest()).bytes()));
    files.refused("safetensors-shape-overflow.safetensors", safe("{" + entry("a", "4294967296,4294967296", 0, 8) + "}", 8));
    files.refused("safetensors-shape-lies.safetensors", safe("{" + entry("a", "2000000000", 0, 8) + "}", 8));
    files.refused("safetensors-offsets-swapped.safetensors", safe("{" + entry("a", "2", 8, 0) + "}", 8));
    files.refused("safetensors-dtype.safetensors", safe("{" + entry("a", "2", 0, 8).replace("F32", "C64") + "}", 8));
    files.refused("safetensors-nested.safetensors", safe("{" + "\"a\":{".repeat(100_000), 8));
    files.refused("safetensors-many-extents.safetensors", safe("{" + entry("a", "1,".repeat(100_000) + "1", 0, 4) + "}", 4));
    files.refused("safetensors-number-long.safetensors", safe("{" + entry("a", "9".repeat(100_000), 0, 4) + "}", 4));
  }

  private static byte[] npy(String header, int data) {
    String padded = header + " ".repeat(63 - (header.length() + 10) % 64) + "\n";
    return joined(latin("\u0093NUMPY\u0001\u0000"), new byte[]{(byte) padded.length(), (byte) (padded.length() >> 8)},
        latin(padded),
        new byte[data]);
  }

  private static String header(String descr, String order, String shape) {
    return "{'descr': '" + descr + "', 'fortran_order': " + order + ", 'shape': (" + shape + "), }";
  }

  private static void arrays(HostileFiles files) throws IOException {
    files.read("npy-honest.npy", npy(header("<f4", "False", "2,"), 8));
    files.refused("CVE-2019-6446-object.npy", npy(header("|O", "False", "1,"), 64));
    files.refused("npy-expression.npy", npy("__import__('os').system('id')", 8));
    files.refused("npy-expression-inside.npy", npy(header("<f4", "False", "__import__('os').system('id'),"), 8));
    files.refused("npy-shape-overflow.npy", npy(header("<f4", "False", "2147483647, 2147483647, 2147483647"), 8));
    files.refused("npy-shape-lies.npy", npy(header("<f4", "False", "2000000000,"), 8));
    files.refused("npy-shape-negative.npy", npy(header("<f4", "False", "-1,"), 8));
    files.refused("npy-fortran-lies.npy", npy(header("<f4", "'True'", "2, 1"), 8));
    files.refused("npy-structured.npy", npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", 8));
    files.refused("npy-many-axes.npy", npy(header("<f4", "False", "1, ".repeat(1000)), 4));
    files.refused("npy-header-4GB.npy",
        joined(latin("\u0093NUMPY\u0002\u0000\u00ff\u00ff\u00ff\u00ff"), latin("{"), new byte[100]));
    files.refused("npy-trailing.npy", npy(header("<f4", "False", "2,"), 9));
    files.refused("npz-object.npz", new ForgedZip().add("a.npy", npy(header("|O", "False", "1,"), 64)).bytes());
  }

  private static void labels(HostileFiles files) throws IOException {
    files.read("labels-honest.txt", latin("cat\ndog\n"));
    files.refused("labels-nested.json", latin("[".repeat(100_000)));
    files.refused("labels-index.json", latin("{\"1000000000000\": \"cat\"}"));
    files.refused("labels-index-gap.json", latin("{\"999999999\": \"cat\"}"));
    files.refused("labels-object.json", latin("[{\"__class__\": \"os.system\"}]"));
    files.refused("labels-not-text.txt", latin("\u00ff\u00fe\u0000c\u0000a\u0000t"));
    files.refused("labels-huge.txt", new byte[(16 << 20) + 1]);
    files.read("labels-escapes.txt", latin("\u001b[2Jcat\n<script>alert(1)</script>\n"));
    pipe(files, "labels-pipe.txt");
    for (String json : List.of("", "{}", "[]", "[1]", "{\"a\": \"cat\"}"))
      files.refused("labels-" + json.replaceAll("\\W", "_") + ".json", latin(json));
  }
}
