package lucida.layers.architecture;

/** What the weights that were published for an architecture want done to pictures, by the name of a preset. */
public final class Presets {
  private Presets() {}

  /**
   * The preset of an architecture: torchvision's for those that torchvision has, Caffe's for NIN and the CAM variant of VGG-16, which were
   * published there, and those of their own for CIFAR and for scenes, on which All-CNN-C is trained here, too. Weights that were converted from elsewhere may want another.
   */
  public static String usual(String architecture) {
    if (architecture.startsWith("cifar-")) return "cifar";
    if (architecture.startsWith("scenes-") || architecture.startsWith("all-cnn")) return "scenes";
    if (architecture.startsWith("efficientnet")) return "torchvision-bicubic";
    return architecture.equals("nin") || architecture.equals("vgg16-gap") ? "caffe" : "torchvision";
  }
}
