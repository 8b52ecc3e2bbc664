package lucida.weights;

import static lucida.weights.ForgedOnnx.ends;
import static lucida.weights.ForgedOnnx.external;
import static lucida.weights.ForgedOnnx.model;
import static lucida.weights.ForgedOnnx.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** ONNX models whose weights lie elsewhere: CVE-2022-25882, CVE-2024-27318, CVE-2026-27489, -34446, -34447. */
final class HostileExternalData {
  private static final int BYTES = 4 * 12 * 2;

  private HostileExternalData() {}

  /** A dense layer of [1, 12] to 2 scores, its weight where the location says. */
  static byte[] dense(String location, String offset, String length) {
    return model(node("Flatten", "x", "f"), node("Gemm", "f w", "y"), external("w", location, offset, length, 12, 2),
        ends("y", 1, 3, 2, 2));
  }

  static void make(HostileFiles files) throws IOException {
    Path folder = files.folder();
    Path secret = Files.write(folder.resolve("secret.bin"), new byte[BYTES]);
    Path models = Files.createDirectory(folder.resolve("models"));
    Path data = Files.write(models.resolve("w.bin"), new byte[BYTES]);
    read(files, models.resolve("honest.onnx"), "w.bin", data);
    List<String> elsewhere = List.of("../secret.bin", "a/../../secret.bin", secret.toString(), "C:\\secret.bin", "C:secret.bin",
        "\\\\host\\share\\secret.bin", "..\\secret.bin", "./../secret.bin", "//host/secret.bin", "file:///etc/passwd",
        "http://127.0.0.1/w.bin", "", ".", "..", "w.bin\u0000.txt", "missing.bin", "/dev/zero", "/proc/self/mem", "~/secret.bin");
    int n = 0;
    for (String location : elsewhere) refused(files, models.resolve("CVE-2024-27318-location-" + n++ + ".onnx"), location, "", "");
    for (String number : List.of("-1", "9223372036854775807", "99999999999999999999", "1e3", "0x10", "many", " ", "97", "4")) {
      refused(files, models.resolve("offset-" + n++ + ".onnx"), "w.bin", number, "");
      refused(files, models.resolve("length-" + n++ + ".onnx"), "w.bin", "", number);
    }
    linked(files, models, secret, data);
    refused(files, models.resolve("folder.onnx"), "inner", "", "");
    byte[][] many = new byte[44][];
    Path large = Files.write(models.resolve("large.bin"), new byte[4 << 20]);
    for (int i = 0; i < 40; i++) many[i] = external("w" + i, "large.bin", "", "", 1 << 20);
    many[40] = node("Flatten", "x", "f");
    many[41] = node("Gemm", "f w", "y");
    many[42] = external("w", "w.bin", "", "", 12, 2);
    many[43] = ends("y", 1, 3, 2, 2);
    files.add(Files.write(models.resolve("one-file-under-40-tensors.onnx"), model(many)), HostileFile.Verdict.REFUSED, large);
  }

  private static void linked(HostileFiles files, Path models, Path secret, Path data) throws IOException {
    Files.createSymbolicLink(models.resolve("link.bin"), secret);
    refused(files, models.resolve("CVE-2026-27489-symlink.onnx"), "link.bin", "", "");
    Files.createSymbolicLink(models.resolve("up"), models.getParent());
    refused(files, models.resolve("CVE-2026-34446-linked-folder.onnx"), "up/secret.bin", "", "");
    Files.createLink(models.resolve("hard.bin"), secret);
    refused(files, models.resolve("CVE-2026-34447-hard-link.onnx"), "hard.bin", "", "");
    Files.createDirectory(models.resolve("inner"));
    Files.createSymbolicLink(models.resolve("inner/w.bin"), data);
    read(files, models.resolve("link-inside.onnx"), "inner/w.bin", data);
    Files.createSymbolicLink(models.resolve("device.bin"), Path.of("/dev/zero"));
    refused(files, models.resolve("device.onnx"), "device.bin", "", "");
    Path pipe = HostileArrays.pipe(files, "models/pipe.bin");
    refused(files, models.resolve("pipe.onnx"), pipe.getFileName().toString(), "", "");
    cache(files, secret);
  }

  /** The cache of Hugging Face: snapshots hold links to blobs, side by side; a link to anything else is refused. */
  private static void cache(HostileFiles files, Path secret) throws IOException {
    Path blobs = Files.createDirectories(files.folder().resolve("hub/models--a--b/blobs"));
    Path snapshot = Files.createDirectories(files.folder().resolve("hub/models--a--b/snapshots/0123"));
    Path model = Files.write(blobs.resolve("1a"), dense("model.onnx_data", "", ""));
    Path data = Files.write(blobs.resolve("2b"), new byte[BYTES]);
    Files.createSymbolicLink(snapshot.resolve("model.onnx"), Path.of("../../blobs/1a"));
    Files.createSymbolicLink(snapshot.resolve("model.onnx_data"), Path.of("../../blobs/2b"));
    files.add(snapshot.resolve("model.onnx"), HostileFile.Verdict.READ, model, data);
    Path evil = Files.write(blobs.resolve("3c"), dense("evil.onnx_data", "", ""));
    Files.createSymbolicLink(snapshot.resolve("evil.onnx"), Path.of("../../blobs/3c"));
    Files.createSymbolicLink(snapshot.resolve("evil.onnx_data"), secret);
    files.add(snapshot.resolve("evil.onnx"), HostileFile.Verdict.REFUSED, evil);
    Path plain = Files.write(snapshot.resolve("plain.onnx"), dense("model.onnx_data", "", ""));
    files.add(plain, HostileFile.Verdict.REFUSED);
  }

  private static void refused(HostileFiles files, Path model, String location, String offset, String length) throws IOException {
    files.add(Files.write(model, dense(location, offset, length)), HostileFile.Verdict.REFUSED);
  }

  private static void read(HostileFiles files, Path model, String location, Path data) throws IOException {
    files.add(Files.write(model, dense(location, "", "")), HostileFile.Verdict.READ, data);
  }
}
