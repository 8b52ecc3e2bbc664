package lucida.judge.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that say what is true about the pictures of a folder. A picture is called by its name from the folder on, by the last part of it, or
 * by either without its ending.
 *
 * @param labels CSV: {@code file,class_index}, the class by its number or name
 * @param boxes CSV: {@code file,class_index,width,height,x0,y0,x1,y1}, edges in pixels of the picture, a line a box; or ImageNet's XML, a file or a folder of them; or
 *        COCO's JSON
 * @param masks a folder: of a picture, the PNG file of its name with the ending .png (of owl.jpg owl.jpg.png, or owl.png), of its size, black where there is no object
 */
public record AnnotationFiles(Optional<Path> labels, Optional<Path> boxes, Optional<Path> masks) {
  /** Nothing is known. */
  public static final AnnotationFiles NONE = new AnnotationFiles(Optional.empty(), Optional.empty(), Optional.empty());

  /** With these labels. */
  public AnnotationFiles withLabels(Path csv) {
    return new AnnotationFiles(Optional.of(csv), boxes, masks);
  }

  /** With these boxes. */
  public AnnotationFiles withBoxes(Path file) {
    return new AnnotationFiles(labels, Optional.of(file), masks);
  }

  /** With these masks. */
  public AnnotationFiles withMasks(Path folder) {
    return new AnnotationFiles(labels, boxes, Optional.of(folder));
  }
}
