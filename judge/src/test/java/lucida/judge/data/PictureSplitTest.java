package lucida.judge.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.training.Augmentation;
import lucida.layers.training.Guidance;
import lucida.pictures.Geometry;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureSplitTest {
  private static final String LABELS = "file,class_index\n";

  @TempDir
  Path folder;

  /** Pictures 4 × 4 whose red is their number, so that each can be told from its tensor; with labels and boxes as given. */
  private FolderSource pictures(int count, String labels, String boxes) throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    for (int n = 0; n < count; n++) {
      int red = n << 16;
      Picture.painted(4, 4, (_, _) -> red).write(pictures.resolve(n + ".png"));
    }
    Path csv = Files.writeString(folder.resolve("labels.csv"), LABELS + labels);
    AnnotationFiles files = AnnotationFiles.NONE.withLabels(csv);
    if (!boxes.isEmpty())
      files = files.withBoxes(Files.writeString(folder.resolve("boxes.csv"),
          "file,class_index,width,height,x0,y0,x1,y1\n" + boxes));
    return FolderSource.open(pictures, files, StatedClasses.of(csv), Preprocessing.NONE, Precision.FLOAT64);
  }

  private static List<Long> numbers(PictureExamples examples) {
    int[] all = IntStream.range(0, examples.size()).toArray();
    Tensor x = examples.pictures(all, Precision.FLOAT64);
    return IntStream.of(all).mapToObj(i -> Math.round(255 * x.at(i, 0, 0, 0))).toList();
  }

  private static String refused(FolderSource source, List<String> classes, double share) {
    return String.valueOf(assertThrows(DataException.class, () -> PictureSplit.of(source, classes, share, 1)).getMessage());
  }

  /** Of each class the share is held back, at least one picture, and every picture is in one part. */
  @Test
  void eachClassIsSplit() throws IOException {
    StringBuilder labels = new StringBuilder();
    for (int n = 0; n < 12; n++) labels.append(n).append(".png,").append(n < 7 ? "cat" : n < 10 ? "owl" : "car").append('\n');
    List<String> classes = List.of("car", "cat", "owl");
    PictureSplit split = PictureSplit.of(pictures(12, labels.toString(), ""), classes, 0.25, 1);
    assertEquals(4, split.heldBack().size(), "2 of 7 cats, 1 of 3 owls and 1 of 2 cars");
    assertEquals(8, split.training().size());
    List<Long> all = new ArrayList<>(numbers(split.training()));
    all.addAll(numbers(split.heldBack()));
    assertEquals(IntStream.range(0, 12).mapToObj(Long::valueOf).toList(), all.stream().sorted().toList());
    int[] trained = IntStream.range(0, 8).toArray();
    int[] wanted = numbers(split.training()).stream().mapToInt(n -> n < 7 ? 1 : n < 10 ? 2 : 0).toArray();
    assertArrayEquals(wanted, split.training().labels(trained), "classes in alphabetical order: car, cat, owl");
    assertEquals(numbers(split.heldBack()),
        numbers(PictureSplit.of(pictures(12, labels.toString(), ""), classes, 0.25, 1).heldBack()), "the seed decides");
  }

  /** A picture of no stated class is in neither part; one that cannot be read, or a class of one picture, ends it before anything is learned. */
  @Test
  void whatCannotBeLearnedFrom() throws IOException {
    List<String> two = List.of("0", "1");
    FolderSource source = pictures(5, "0.png,0\n1.png,0\n2.png,1\n3.png,1\n", "");
    PictureSplit split = PictureSplit.of(source, two, 0.2, 1);
    assertEquals(1, split.unlabelled());
    assertEquals(2, split.training().size());
    assertEquals("a share of 1.0 held back: it is above 0 and below 1", refused(source, two, 1));
    assertEquals("a class has a single picture, and it takes one to learn from and one to hold back: '1' (2.png)",
        refused(pictures(5, "0.png,0\n1.png,0\n2.png,1\n", ""), two, 0.2));
    assertEquals("of 5 pictures 2 have a class that is stated, and they are of 1 class: to tell classes apart there must be two",
        refused(pictures(5, "0.png,0\n1.png,0\nnone.png,1\n", ""), two, 0.2));
    Files.writeString(folder.resolve("pictures/3.png"), "no picture");
    String message = refused(source, two, 0.2);
    assertTrue(message.startsWith("1 picture cannot be learned from; mend or leave out: ") && message.contains("3.png"), message);
  }

  /** The mask of a picture is 1 in the boxes of its class and 0 elsewhere; where none is stated, or it may not be used, it is 0 and not known. */
  @Test
  void masks() throws IOException {
    FolderSource source = pictures(4, "0.png,0\n1.png,0\n2.png,1\n3.png,1\n",
        "0.png,0,4,4,0,0,2,1\n2.png,0,4,4,0,0,2,1\n1.png,0,4,4,3,3,4,4\n");
    PictureExamples all = PictureSplit.of(source, List.of("0", "1"), 0.01, 1).training();
    assertEquals(2, all.size());
    Guidance guidance = all.guided(1, 5).guidance().orElseThrow();
    int[] both = {0, 1};
    Tensor masks = guidance.masks(both, Precision.FLOAT64);
    assertEquals(Shape.of(2, 1, 4, 4), masks.shape());
    assertTrue(guidance.isKnown(0), "0.png or 1.png, which have a box of their class");
    assertFalse(guidance.isKnown(1), "2.png has a box of another class, 3.png none");
    boolean first = numbers(all).getFirst() == 0;
    for (int i = 0; i < 4; i++)
      for (int j = 0; j < 4; j++) {
        assertEquals((first ? i < 1 && j < 2 : i == 3 && j == 3) ? 1 : 0, masks.at(0, 0, i, j), i + ", " + j);
        assertEquals(0, masks.at(1, 0, i, j));
      }
    assertEquals(1, all.located());
    assertFalse(all.guided(0, 5).guidance().orElseThrow().isKnown(0));
    assertEquals(0, all.guided(0, 5).located());
    assertTrue(all.guidance().isEmpty());
  }

  /** Pictures that are white on their masks and black elsewhere, cropped as the network wants them and then moved as a training moves them: each is its mask still. */
  @Test
  void masksFollowTheirPictures() throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("moving")), masks = Files.createDirectories(folder.resolve("masks"));
    StringBuilder labels = new StringBuilder(LABELS);
    for (int n = 0; n < 6; n++) {
      int of = n;
      Picture shape = Picture.painted(9, 7, (i, j) -> (i * 5 + j * (of + 2)) % 7 < 3 ? 0xffffff : 0);
      shape.write(pictures.resolve(n + ".png"));
      shape.write(masks.resolve(n + ".png"));
      labels.append(n).append(".png,").append(n % 2).append('\n');
    }
    Path csv = Files.writeString(folder.resolve("moving.csv"), labels);
    Preprocessing middle = Preprocessing.NONE.with(new Geometry.Middle(new Geometry.AsIs(), 4, 5));
    FolderSource source = FolderSource.open(pictures, AnnotationFiles.NONE.withLabels(csv).withMasks(masks), StatedClasses.of(csv),
        middle, Precision.FLOAT64);
    PictureExamples examples = PictureSplit.of(source, List.of("0", "1"), 0.3, 1).training().guided(1, 1);
    int[] all = IntStream.range(0, examples.size()).toArray();
    Tensor x = examples.pictures(all, Precision.FLOAT64);
    Tensor M = examples.guidance().orElseThrow().masks(all, Precision.FLOAT64);
    assertEquals(Shape.of(all.length, 1, 5, 4), M.shape());
    Augmentation moves = new Augmentation(true, 2);
    Tensor movedX = moves.apply(x, RandomStream.of(3)), movedM = moves.apply(M, RandomStream.of(3));
    assertFalse(movedM.sameAs(M));
    for (int n : all)
      for (int i = 0; i < 5; i++)
        for (int j = 0; j < 4; j++) {
          assertEquals(x.at(n, 1, i, j), M.at(n, 0, i, j));
          assertEquals(movedX.at(n, 1, i, j), movedM.at(n, 0, i, j));
        }
  }

  @Test
  void classes() throws IOException {
    pictures(1, "0.png,3\n1.png,07\n", "");
    StatedClasses numbers = StatedClasses.of(folder.resolve("labels.csv"));
    assertEquals(8, numbers.names().size());
    assertEquals(7, numbers.index("07"));
    pictures(1, "0.png,owl\n1.png,a cat\n2.png,7\n", "");
    StatedClasses names = StatedClasses.of(folder.resolve("labels.csv"));
    assertEquals(List.of("7", "a cat", "owl"), names.names());
    assertEquals("there is no class 'oul'; did you mean 'owl'?",
        String.valueOf(assertThrows(IllegalArgumentException.class, () -> names.index("oul")).getMessage()));
    Path one = Files.writeString(folder.resolve("one.csv"), LABELS + "0.png,owl\n");
    assertEquals(one + " speaks of one class, owl: to tell classes apart there must be two",
        String.valueOf(assertThrows(DataException.class, () -> StatedClasses.of(one)).getMessage()));
  }
}
