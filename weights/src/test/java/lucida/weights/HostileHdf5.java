package lucida.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static lucida.weights.ForgedHdf5.attribute;
import static lucida.weights.ForgedHdf5.chunked;
import static lucida.weights.ForgedHdf5.contiguous;
import static lucida.weights.ForgedHdf5.externalLink;
import static lucida.weights.ForgedHdf5.filter;
import static lucida.weights.ForgedHdf5.float32;
import static lucida.weights.ForgedHdf5.group;
import static lucida.weights.ForgedHdf5.hardLink;
import static lucida.weights.ForgedHdf5.message;
import static lucida.weights.ForgedHdf5.shape;
import static lucida.weights.ForgedHdf5.softLink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** HDF5 files and Keras archives: links out of the file, forged shapes and chunks, layers that run code or read files. */
final class HostileHdf5 {
  private static final long NOWHERE = -1;
  /** A dense layer of one output, of pictures of 4 × 4 pixels. */
  private static final String DENSE = """
      {"class_name": "Sequential", "config": {"name": "s", "layers": [
        {"class_name": "Flatten", "config": {"name": "flatten", "batch_input_shape": [null, 4, 4, 1]}},
        {"class_name": "Dense", "config": {"name": "dense", "units": 1, "use_bias": false}}]}}""";

  private HostileHdf5() {}

  static void make(HostileFiles files) throws IOException {
    links(files);
    data(files);
    layers(files);
  }

  private static void links(HostileFiles files) throws IOException {
    ForgedHdf5 other = new ForgedHdf5();
    Path secret = Files.write(files.folder().resolve("secret.h5"), other.file(other.object(group())));
    for (String target : new String[]{"secret.h5", secret.toString(), "../secret.h5", "http://127.0.0.1/secret.h5"}) {
      ForgedHdf5 h5 = new ForgedHdf5();
      files
          .refused(
              "CVE-2026-1669-external-link-" + target.replaceAll("\\W+", "-").replaceAll(".*-(\\w+-h5)$", "$1") + target.length()
                  + ".h5",
              h5.file(h5.object(group(), externalLink("dense", target, "/"), attribute("model_config", false, DENSE))));
    }
    ForgedHdf5 soft = new ForgedHdf5();
    files.refused("hdf5-soft-link-cycle.h5", soft.file(soft.object(group(), softLink("a", "/b"), softLink("b", "/a"))));
    ForgedHdf5 hard = new ForgedHdf5();
    files.refused("hdf5-group-contains-itself.h5", hard.file(hard.object(group(), hardLink("a", hard.next()))));
    ForgedHdf5 two = new ForgedHdf5();
    files.refused("hdf5-groups-twice-each.h5", two.file(two.object(group(), hardLink("a", two.next()), hardLink("b", two.next()))));
    ForgedHdf5 far = new ForgedHdf5();
    files.refused("hdf5-link-beyond-the-file.h5", far.file(far.object(group(), hardLink("a", 1L << 40))));
  }

  /** The file whose group 'dense' has the one data set 'kernel' of these messages. */
  private static byte[] kernel(byte[]... messages) {
    ForgedHdf5 h5 = new ForgedHdf5();
    long kernel = h5.object(messages);
    long dense = h5.object(group(), hardLink("kernel", kernel), attribute("weight_names", true, "kernel"));
    return h5.file(h5.object(group(), hardLink("dense", dense), attribute("model_config", false, DENSE)), new byte[64]);
  }

  private static void data(HostileFiles files) throws IOException {
    files.read("hdf5-honest.h5", kernel(shape(16, 1), float32(), contiguous(48, 64)));
    long[] huge = {1_000_000, 1_000_000, 1_000_000};
    files.refused("CVE-2026-0897-shape.h5", kernel(shape(huge), float32(), contiguous(NOWHERE, 0)));
    files.refused("hdf5-shape-overflow.h5", kernel(shape(Long.MAX_VALUE, 16), float32(), contiguous(NOWHERE, 0)));
    files.refused("hdf5-data-beyond-the-file.h5", kernel(shape(1 << 20), float32(), contiguous(48, 1L << 22)));
    files.refused("hdf5-chunk-of-a-gigabyte.h5", kernel(shape(16, 1), float32(), chunked(NOWHERE, 1 << 28, 1)));
    files.refused("hdf5-chunk-beyond-the-file.h5", kernel(shape(1 << 20), float32(), chunked(1L << 40, 1 << 10)));
    files.refused("hdf5-chunks-of-one-cell.h5", kernel(shape(1 << 28), float32(), chunked(NOWHERE, 1)));
    for (int id : new int[]{4, 32000, 32001, 32004, 32008, 999})
      files.refused("hdf5-filter-" + id + ".h5", kernel(shape(16, 1), float32(), filter(id), chunked(NOWHERE, 16, 1)));
    files.refused("hdf5-external-storage.h5", kernel(shape(16, 1), float32(),
        message(7, (byte) 1, (byte) 0, (short) 0, (short) 1, (short) 1, 48L, 0L, 0L, 64L), contiguous(NOWHERE, 0)));
    files.refused("hdf5-virtual.h5", kernel(shape(16, 1), float32(), message(8, (byte) 4, (byte) 3, 48L, 0)));
    files.refused("hdf5-cut.h5", java.util.Arrays.copyOf(kernel(shape(16, 1), float32(), contiguous(48, 64)), 60));
  }

  /** A Keras archive with one layer between an input of 8 × 8 pixels and the output. */
  private static byte[] archive(String kind, String config) {
    String layers = "[{\"class_name\":\"InputLayer\",\"config\":{\"name\":\"in\",\"batch_shape\":[null,64,64,3]}},"
        + "{\"class_name\":\"" + kind + "\",\"config\":{\"name\":\"evil\"" + config + "}}]";
    String json = "{\"class_name\":\"Sequential\",\"config\":{\"name\":\"s\",\"layers\":" + layers + "}}";
    ForgedHdf5 h5 = new ForgedHdf5();
    return new ForgedZip().add("metadata.json", "{\"keras_version\":\"3.0.0\"}".getBytes(UTF_8))
        .add("config.json", json.getBytes(UTF_8))
        .add("model.weights.h5", h5.file(h5.object(group()))).bytes();
  }

  private static void layers(HostileFiles files) throws IOException {
    files.refused("CVE-2025-9905-lambda.keras", archive("Lambda",
        ",\"function\":{\"class_name\":\"__lambda__\",\"config\":{\"code\":\"4wEAAAAA\"}}"));
    files.refused("CVE-2025-1550-module.keras",
        archive("function\",\"module\":\"os\",\"registered_name\":\"system", ",\"x\":\"id\""));
    files.refused("CVE-2025-9906-unsafe.keras",
        archive("function\",\"module\":\"keras.config\",\"registered_name\":\"enable_unsafe_deserialization",
            ""));
    files.refused("CVE-2025-8747-get-file.keras",
        archive("get_file\",\"module\":\"keras.utils", ",\"origin\":\"http://127.0.0.1/x\""));
    files.refused("CVE-2025-12058-vocabulary.keras", archive("StringLookup", ",\"vocabulary\":\"/etc/passwd\""));
    files.refused("CVE-2025-12060-vectorization.keras", archive("TextVectorization", ",\"vocabulary\":\"http://127.0.0.1/x\""));
    files.refused("keras-activation-function.keras",
        archive("Activation", ",\"activation\":{\"module\":\"os\",\"class_name\":\"system\"}"));
    files.refused("keras-nested.keras", archive("Activation", ",\"x\":" + "[".repeat(100_000)));
    files.bounded("keras-upsampling.keras", archive("UpSampling2D", ",\"size\":[256,256],\"data_format\":\"channels_last\""));
    files.refused("keras-upsampling-huge.keras", archive("UpSampling2D", ",\"size\":[100000,100000]"));
    files.refused("keras-padding-huge.keras",
        archive("ZeroPadding2D", ",\"padding\":[[1000000000,1000000000],[1000000000,1000000000]]"));
    files.refused("keras-reshape-huge.keras", archive("Reshape", ",\"target_shape\":[2147483647,2147483647,3]"));
    files.refused("keras-pool-huge.keras", archive("MaxPooling2D", ",\"pool_size\":[2000000000,2000000000],\"padding\":\"same\""));
    files.refused("keras-no-config.keras",
        new ForgedZip().add("config.json", "x".getBytes(UTF_8)).add("model.weights.h5", new byte[8]).bytes());
    files.refused("keras-weights-bomb.keras", new ForgedZip().add("config.json", "{}".getBytes(UTF_8))
        .pack("model.weights.h5", new byte[300_000_000]).bytes());
  }
}
