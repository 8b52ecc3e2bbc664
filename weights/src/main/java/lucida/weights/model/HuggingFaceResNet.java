package lucida.weights.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lucida.weights.NamedTensors;

/**
 * The names that Hugging Face's Transformers gives to a ResNet's tensors, and torchvision's for the same: "resnet.encoder.stages.0.layers.1.
 * layer.2.convolution" is "layer1.1.conv3", "resnet.embedder.embedder" is "conv1" and "bn1", "classifier.1" is "fc".
 *
 * @param body what the names of all but the classifier begin with: "resnet."
 * @param outside what those of the classifier begin with: ""
 */
record HuggingFaceResNet(String body, String outside) {
  private static final String STEM = "embedder.embedder.convolution.weight";
  private static final String CLASSIFIER = "classifier.1.";
  private static final Pattern BLOCK = Pattern.compile("encoder\\.stages\\.(\\d)\\.layers\\.(\\d{1,2})\\.(.*)");
  private static final Pattern LAYER = Pattern.compile("layer\\.(\\d)\\.(convolution|normalization)\\.(.*)");

  /** With torchvision's names, if these tensors are such a ResNet's. */
  static NamedTensors renamed(NamedTensors tensors) {
    List<String> stems = tensors.names().stream().filter(name -> name.equals(STEM) || name.endsWith("." + STEM)).toList();
    if (stems.size() != 1) return tensors;
    String body = stems.getFirst().substring(0, stems.getFirst().length() - STEM.length());
    String outside = body.endsWith("resnet.") ? body.substring(0, body.length() - "resnet.".length()) : body;
    HuggingFaceResNet names = new HuggingFaceResNet(body, outside);
    return NamedTensors.of(tensors.source(), tensors.format(), tensors.metadata(),
        tensors.stream().map(t -> t.renamed(names.ofTorchvision(t.name()))).toList());
  }

  private String ofTorchvision(String name) {
    if (name.startsWith(outside + CLASSIFIER)) return outside + "fc." + name.substring(outside.length() + CLASSIFIER.length());
    return name.startsWith(body) ? ofBody(name.substring(body.length())).map(outside::concat).orElse(name) : name;
  }

  private static Optional<String> ofBody(String name) {
    if (name.startsWith("embedder.embedder."))
      return Optional.of(name.substring("embedder.embedder.".length()).replaceFirst("^convolution\\.", "conv1.")
          .replaceFirst("^normalization\\.", "bn1."));
    Matcher block = BLOCK.matcher(name);
    if (!block.matches()) return Optional.empty();
    String at = "layer" + (Integer.parseInt(block.group(1)) + 1) + "." + block.group(2) + ".";
    Matcher layer = LAYER.matcher(block.group(3));
    if (!layer.matches())
      return Optional.of(at + block.group(3).replaceFirst("^shortcut\\.convolution\\.", "downsample.0.")
          .replaceFirst("^shortcut\\.normalization\\.", "downsample.1."));
    return Optional.of(at + (layer.group(2).equals("convolution") ? "conv" : "bn") + (Integer.parseInt(layer.group(1)) + 1) + "."
        + layer.group(3));
  }
}
