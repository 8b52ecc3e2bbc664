package lucida.judge.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.judge.PictureFact;
import lucida.judge.ObjectTruth;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import lucida.scenes.Box;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
  private static final String BOXES = "file,class_index,width,height,x0,y0,x1,y1\n";
  private static final ClassLookup NAMED = text -> {
    Integer index = Map.of("tench", 0, "n01440764", 0, "owl", 1, "0", 0, "1", 1).get(text);
    if (index == null) throw new IllegalArgumentException("there is no class '" + text + "'");
    return index;
  };

  @TempDir
  Path folder;
  private Path pictures;

  @BeforeEach
  void twoPictures() throws IOException {
    pictures = Files.createDirectories(folder.resolve("pictures/below")).getParent();
    Picture.painted(10, 6, (x, y) -> x << 16 | y).write(pictures.resolve("b.png"));
    Picture.painted(6, 6, (_, _) -> 0xff).write(pictures.resolve("below/a.png"));
    Files.writeString(pictures.resolve("read.me"), "no picture");
  }

  private Path file(String name, String text) throws IOException { return Files.writeString(folder.resolve(name), text); }

  private FolderSource source(AnnotationFiles files) throws DataException {
    return FolderSource.open(pictures, files, NAMED, Preprocessing.NONE, Precision.FLOAT32);
  }

  private FolderSource boxed(String lines) throws IOException {
    return source(AnnotationFiles.NONE.withBoxes(file("boxes.csv", BOXES + lines)));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable what) {
    return String.valueOf(assertThrows(DataException.class, what).getMessage());
  }

  @Test
  void picturesAreSortedByNameAndSubfoldersAreOpened() throws IOException {
    FolderSource source = source(AnnotationFiles.NONE);
    assertEquals(2, source.count());
    assertEquals(List.of("b.png", "below/a.png"), List.of(source.name(0), source.name(1)));
    assertEquals(OptionalInt.empty(), source.get(0).picture().label());
    assertEquals(9 / 255.0, source.get(0).picture().x().at(0, 3, 9), 1e-8, "float32 holds 9/255 to half an ulp, 2e-9");
    assertEquals(folder + ": there is no such folder".replace(":", "/none:"),
        refusal(
            () -> FolderSource.open(folder.resolve("none"), AnnotationFiles.NONE, NAMED, Preprocessing.NONE, Precision.FLOAT32)));
  }

  @Test
  void labelsAreNumbersOrNames() throws IOException {
    FolderSource source = source(
        AnnotationFiles.NONE.withLabels(file("labels.csv", "file,class_index\nb.png,1\n\"a\",tench\nc.png,1\n")));
    assertEquals(OptionalInt.of(1), source.get(0).picture().label());
    assertEquals(OptionalInt.of(0), source.get(1).picture().label(), "called without its folder and ending");
    assertEquals(List.of("1 of 3 labels are of no picture in " + pictures), source.notes());
  }

  @Test
  void aLabelOutsideTheClassesIsThatOfOnePicture() throws IOException {
    FolderSource source = source(AnnotationFiles.NONE.withLabels(file("labels.csv", "class_index,file\n7,b.png\n1,below/a.png\n")));
    assertEquals("labels.csv:2: there is no class '7'", refusal(() -> source.get(0)));
    assertEquals(OptionalInt.of(1), source.get(1).picture().label());
  }

  @Test
  void boxesOfOneClassLabelThePicture() throws IOException {
    FolderSource source = boxed("b.png,1,10,6,1,2,4,5\nb.png,1,10,6,0,0,10,6\n");
    assertEquals(OptionalInt.of(1), source.get(0).picture().label());
    assertEquals(
        List.of(new ObjectTruth(1, new Box(2, 1, 4, 3), Optional.empty()),
            new ObjectTruth(1, new Box(0, 0, 5, 9), Optional.empty())),
        source.get(0).picture().objects());
    assertEquals(List.of("no box is stated"), source.get(1).notes());
  }

  @Test
  void whatBecomesOfBoxesIsCounted() throws IOException {
    Path boxes = file("boxes.csv",
        BOXES + "b.png,1,10,6,-3,2,4,5\nb.png,1,10,6,10,0,12,6\nb.png,9,10,6,0,0,2,2\nb.png,1,10,6,0,0,2,6\n");
    Path labels = file("labels.csv", "file,class_index\nb.png,1\n");
    FolderSource source = FolderSource.open(pictures, AnnotationFiles.NONE.withBoxes(boxes).withLabels(labels), NAMED,
        Preprocessing.CIFAR.with(Preprocessing.CIFAR.geometry().fitting(6, 6)), Precision.FLOAT32);
    SourcedPicture picture = source.get(0);
    assertEquals(List.of("1 box reaches beyond the picture and is clipped", "1 box is outside the picture and left out",
        "1 box is outside what the network sees and left out", "1 box is of a class that the network does not have and left out"),
        picture.notes(), "the network sees columns 2 to 7");
    assertEquals(List.of(new ObjectTruth(1, new Box(2, 0, 4, 1), Optional.empty())), picture.picture().objects());
  }

  @Test
  void boxesOfAnotherPictureAreRefused() throws IOException {
    FolderSource source = boxed("b.png,1,6,10,1,2,4,5\n");
    assertEquals("boxes.csv:2: the box is of a picture of 6×10 pixels, and the picture has 10×6", refusal(() -> source.get(0)));
  }

  @Test
  void malformedLinesAreNamed() throws IOException {
    assertEquals("boxes.csv:3: x1 is 'wide', which is no number",
        refusal(() -> boxed("b.png,1,10,6,1,2,4,5\nb.png,1,10,6,1,2,wide,5\n")));
    assertEquals("boxes.csv:2: there are 3 values for the 8 columns file,class_index,width,height,x0,y0,x1,y1",
        refusal(() -> boxed("b.png,1,10\n")));
    assertEquals("boxes.csv:3: a box from (4.0, 2.0) to (1.0, 5.0) has no area", refusal(() -> boxed("\nb.png,1,10,6,4,2,1,5\n")));
    assertEquals("boxes.csv:2: class_index is empty", refusal(() -> boxed("b.png,,10,6,1,2,4,5\n")));
    assertEquals("boxes.csv:2: width is 10.5; a picture has a whole number of pixels, 1 or more",
        refusal(() -> boxed("b.png,1,10.5,6,1,2,4,5\n")));
  }

  /** The line where a quotation begins, not the last one of the file; quotation marks in pairs, and in the middle of a cell, are characters. */
  @Test
  void aQuotationThatIsNotClosedIsNamedWhereItOpens() throws IOException {
    Path open = file("labels.csv", "file,class_index\n\"a \"\"b\"\"\",1\nb.png,0\n\"c.png,1\nd.png,0\n");
    assertEquals("labels.csv:4: a quotation mark opens here and none closes it",
        refusal(() -> source(AnnotationFiles.NONE.withLabels(open))));
    Path inches = file("inches.csv", "file,class_index\nb 3\".png,1\n\"b.png\",0\n");
    assertEquals(OptionalInt.of(0), source(AnnotationFiles.NONE.withLabels(inches)).get(0).picture().label());
  }

  /** Of a folder nothing is known but what files say. */
  @Test
  void whatIsKnownIsWhatFilesSay() throws IOException {
    assertEquals(Set.of(PictureFact.values()), source(AnnotationFiles.NONE).unknown());
    assertEquals(Set.of(PictureFact.MASKS, PictureFact.REDRAWN, PictureFact.CUE, PictureFact.TAIL),
        boxed("b.png,owl,10,6,1,2,4,5\n").unknown());
    Path masks = Files.createDirectories(folder.resolve("masks"));
    assertEquals(Set.of(PictureFact.REDRAWN, PictureFact.CUE, PictureFact.TAIL),
        source(AnnotationFiles.NONE.withMasks(masks)).unknown());
  }

  /** A file that says nothing would leave every picture without a class or a box, and without a word why. */
  @Test
  void filesThatSayNothingAreRefused() throws IOException {
    Path labels = file("labels.csv", "file,class_index\n\n"),
        boxes = file("boxes.csv", "file,class_index,width,height,x0,y0,x1,y1\n");
    assertEquals("labels.csv holds its header and nothing below it",
        refusal(() -> source(AnnotationFiles.NONE.withLabels(labels))));
    assertEquals("boxes.csv holds its header and nothing below it", refusal(() -> source(AnnotationFiles.NONE.withBoxes(boxes))));
    Path coco = file("none.json", "{\"images\": [], \"categories\": [], \"annotations\": []}");
    assertEquals(coco + " holds no boxes", refusal(() -> source(AnnotationFiles.NONE.withBoxes(coco))));
  }

  @Test
  void headersAreUnderstoodOrRefused() throws IOException {
    Path unknown = file("l1.csv", "file,class_index,weight\n"), lacking = file("l2.csv", "file\nb.png\n"),
        empty = file("l3.csv", "");
    Path twice = file("l4.csv", "file,class_index,file\n"), contradiction = file("l5.csv", "file,class_index\nb.png,1\nb,0\n");
    String wanted = "wanted is 'file,class_index'";
    assertEquals("l1.csv: its header is 'file,class_index,weight', " + wanted,
        refusal(() -> source(AnnotationFiles.NONE.withLabels(unknown))));
    assertEquals("l2.csv: its header is 'file', " + wanted, refusal(() -> source(AnnotationFiles.NONE.withLabels(lacking))));
    assertEquals("l3.csv is empty; wanted is the header 'file,class_index'",
        refusal(() -> source(AnnotationFiles.NONE.withLabels(empty))));
    assertEquals("l4.csv: its header is 'file,class_index,file', " + wanted,
        refusal(() -> source(AnnotationFiles.NONE.withLabels(twice))));
    for (String separator : List.of(";", "\t", "|")) {
      Path other = file("l6.csv", "file" + separator + "class_index\nb.png" + separator + "1\n");
      assertTrue(refusal(() -> source(AnnotationFiles.NONE.withLabels(other))).endsWith(wanted + ", separated by commas"));
    }
    Path boxes = file("b.csv", "file,x0,y0,x1,y1\n");
    assertEquals("b.csv: its header is 'file,x0,y0,x1,y1', wanted is 'file,class_index,width,height,x0,y0,x1,y1'",
        refusal(() -> source(AnnotationFiles.NONE.withBoxes(boxes))));
    assertEquals("l5.csv:3: the class of b is 0 here, and 1 in l5.csv:2",
        refusal(() -> source(AnnotationFiles.NONE.withLabels(contradiction))));
  }

  /** As a spreadsheet of another system writes it: a byte order mark, and lines that end in two characters. */
  @Test
  void marksAndLineEndsOfOtherSystems() throws IOException {
    FolderSource source = source(AnnotationFiles.NONE
        .withLabels(file("labels.csv", "\uFEFF\"file\",\"class_index\"\r\n\"b.png\",\"1\"\r\n\r\nbelow/a.png, 0 \r\n")));
    assertEquals(OptionalInt.of(1), source.get(0).picture().label());
    assertEquals(OptionalInt.of(0), source.get(1).picture().label());
    assertEquals(List.of(), source.notes());
  }

  /** The same line twice says nothing new: a box more would change recall and the share of boxes that are met. */
  @Test
  void whatIsStatedTwiceCountsOnce() throws IOException {
    FolderSource source = boxed("b.png,1,10,6,1,2,4,5\nb.png,1,10,6,1.0,2,4,5\nb,1,10,6,1,2,4,5\n");
    assertEquals(List.of(new ObjectTruth(1, new Box(2, 1, 4, 3), Optional.empty())), source.get(0).picture().objects());
    assertEquals(List.of("2 boxes are stated more than once and count once"), source.get(0).notes());
    Path labels = file("labels.csv", "file,class_index\nb.png,1\nb.png,1\n");
    assertEquals(OptionalInt.of(1), source(AnnotationFiles.NONE.withLabels(labels)).get(0).picture().label());
  }

  @Test
  void imageNetsAnnotationsAreRead() throws IOException {
    Path xml = Files.createDirectory(folder.resolve("xml"));
    Files.writeString(xml.resolve("b.xml"),
        """
            <annotation><folder>val</folder><filename>b</filename><size><width>10</width><height>6</height><depth>3</depth></size>
            <object><name>n01440764</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>4</xmax><ymax>5</ymax></bndbox></object></annotation>
            """);
    FolderSource source = source(AnnotationFiles.NONE.withBoxes(xml));
    assertEquals(OptionalInt.of(0), source.get(0).picture().label());
    assertEquals(List.of(new ObjectTruth(0, new Box(2, 1, 4, 3), Optional.empty())), source.get(0).picture().objects());
  }

  /** A document type could name files of this machine, or entities that grow without bound. */
  @Test
  void entitiesAreRefused() throws IOException {
    Path secret = file("secret", "word");
    Path xml = file("b.xml", "<!DOCTYPE annotation [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><annotation>&e;</annotation>");
    assertTrue(refusal(() -> source(AnnotationFiles.NONE.withBoxes(xml))).startsWith("b.xml:1: DOCTYPE is disallowed"));
    Path other = file("c.xml", "<html/>");
    assertEquals("c.xml: its element is 'html'; wanted is 'annotation'",
        refusal(() -> source(AnnotationFiles.NONE.withBoxes(other))));
  }

  /** Half a pixel, none, or more than an int or a long holds: none is rounded. */
  @Test
  void extentsAndIdsAreWholeNumbers() throws IOException {
    for (String width : List.of("64.7", "0", "-3", "1e10")) {
      Path xml = file("b.xml", "<annotation><size><width>" + width + "</width><height>6</height></size></annotation>");
      assertEquals("b.xml: width is " + Double.parseDouble(width) + "; a picture has a whole number of pixels, 1 or more",
          refusal(() -> source(AnnotationFiles.NONE.withBoxes(xml))));
    }
    String coco = "{'images': [{'id': %s, 'file_name': 'b.png', 'width': %s, 'height': 6}], 'categories': [], 'annotations': []}"
        .replace('\'', '"');
    Path wide = file("wide.json", coco.formatted("1", "6400000000"));
    assertEquals("wide.json: width is 6.4E9; a picture has a whole number of pixels, 1 or more",
        refusal(() -> source(AnnotationFiles.NONE.withBoxes(wide))));
    Path large = file("large.json", coco.formatted("9".repeat(30), "10"));
    assertEquals("large.json: there is no whole number 'id' of at most 64 bits",
        refusal(() -> source(AnnotationFiles.NONE.withBoxes(large))));
  }

  /** The list of pictures and their rows call it the same, or no run could go on. */
  @Test
  void aNameWithControlCharactersIsEscapedEverywhere() throws IOException {
    Picture.painted(6, 6, (_, _) -> 0xff).write(pictures.resolve("z\u007f.png"));
    FolderSource source = source(AnnotationFiles.NONE.withLabels(file("labels.csv", "file,class_index\nz\u007f.png,owl\n")));
    assertEquals("z\\u007f.png", source.name(2));
    assertEquals(source.name(2), source.get(2).picture().name());
    assertEquals(OptionalInt.of(1), source.get(2).picture().label());
  }

  /** A backslash is a letter of a name where folders are not separated by it, and leads to no file outside the folder. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aBackslashIsPartOfAName() throws IOException {
    Picture.painted(6, 6, (_, _) -> 0xff).write(pictures.resolve("\\u.png"));
    Picture.painted(6, 6, (_, _) -> 0xff).write(pictures.resolve("x\\y.png"));
    FolderSource source = source(AnnotationFiles.NONE.withLabels(file("labels.csv", "file,class_index\nx\\y.png,owl\n")));
    assertEquals(List.of("\\u.png", "b.png", "below/a.png", "x\\y.png"), IntStream.range(0, 4).mapToObj(source::name).toList());
    assertEquals(OptionalInt.of(1), source.get(3).picture().label());
    assertEquals("\\u.png", source.get(0).picture().name());
  }

  /** A line break and its escape would be one name in tables, and their rows one picture's. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void namesThatAreWrittenAlikeAreRefused() throws IOException {
    for (String name : List.of("\n.png", "\\u000a.png")) Picture.painted(6, 6, (_, _) -> 0xff).write(pictures.resolve(name));
    assertEquals("two pictures are both written \\u000a.png in tables: rename one of them",
        refusal(() -> source(AnnotationFiles.NONE)));
  }

  /** What Java alone takes for a number is none, in CSV and in XML. */
  @Test
  void numbersAreWrittenAsPeopleWriteThem() throws IOException {
    for (String number : List.of("NaN", "Infinity", "0x1p3", "5f", "5d", "1e999", "1_0", "5,5")) {
      String quoted = "b.png,owl,10,6,\"" + number + "\",0,6,6\n";
      assertEquals("boxes.csv:2: x0 is '" + number + "', which is no number", refusal(() -> boxed(quoted)));
      Path xml = file("b.xml", "<annotation><object><name>owl</name><bndbox><xmin>" + number
          + "</xmin><ymin>0</ymin><xmax>6</xmax><ymax>6</ymax></bndbox></object></annotation>");
      assertEquals("b.xml, object 1: xmin is '" + number + "', which is no number",
          refusal(() -> source(AnnotationFiles.NONE.withBoxes(xml))));
    }
    assertEquals(List.of(new ObjectTruth(1, new Box(0, 1, 4, 5), Optional.empty())),
        boxed("b.png,owl,10,6.0,+1e0,.0,6.,5.\n").get(0).picture().objects());
  }

  @Test
  void cocosInstancesAreRead() throws IOException {
    Path json = file("instances.json", """
        {"images": [{"id": 5, "file_name": "b.png", "width": 10, "height": 6}],
         "categories": [{"id": 17, "name": "owl"}],
         "annotations": [{"id": 1, "image_id": 5, "category_id": 17, "bbox": [1, 2, 3, 3], "iscrowd": 0},
                         {"id": 2, "image_id": 5, "category_id": 17, "bbox": [0, 0, 10, 6], "iscrowd": 1}]}
        """);
    FolderSource source = source(AnnotationFiles.NONE.withBoxes(json));
    assertEquals(List.of(new ObjectTruth(1, new Box(2, 1, 4, 3), Optional.empty())), source.get(0).picture().objects());
    assertEquals(List.of("instances.json: 1 boxes around crowds are left out"), source.notes());
    Path wrong = file("wrong.json", "{\"images\": [], \"categories\": [], \"annotations\": [{\"id\": 1, \"image_id\": 5}]}");
    assertEquals("wrong.json, annotation 1: there is nothing with its image_id 5",
        refusal(() -> source(AnnotationFiles.NONE.withBoxes(wrong))));
  }

  @Test
  void masksFollowThePicture() throws IOException {
    Path masks = Files.createDirectories(folder.resolve("masks"));
    Picture.painted(10, 6, (x, y) -> x == 3 && y == 2 || x == 9 && y == 5 ? 0xffffff : 0).write(masks.resolve("b.png"));
    Path labels = file("labels.csv", "file,class_index\nb.png,1\na,1\n");
    FolderSource source = source(AnnotationFiles.NONE.withLabels(labels).withMasks(masks));
    ObjectTruth object = source.get(0).picture().objects().getFirst();
    assertEquals(new Box(2, 3, 5, 9), object.box());
    assertEquals(2, object.mask().orElseThrow().sum());
    assertTrue(object.contains(2, 3) && object.contains(5, 9) && !object.contains(3, 3));
    assertEquals(List.of("there is no mask"), source.get(1).notes());
    assertEquals(List.of(), source.notes());
    Picture.painted(1, 1, (_, _) -> 0).write(masks.resolve("owl.png"));
    assertEquals(List.of("1 of 2 masks are of no picture in " + pictures),
        source(AnnotationFiles.NONE.withMasks(masks)).notes());
    FolderSource boxed = source(
        AnnotationFiles.NONE.withMasks(masks)
            .withBoxes(file("boxes.csv", BOXES + "b.png,1,10,6,1,2,4,5\nb.png,1,10,6,5,2,10,6\n")));
    assertEquals(List.of(1.0, 1.0), boxed.get(0).picture().objects().stream().map(o -> o.mask().orElseThrow().sum()).toList(),
        "each its own");
  }

  /** Of b.jpg and b.png b.png may be the mask of both: it is of none; b.jpg.png is that of one. */
  @Test
  void twoPicturesShareNoMask() throws IOException {
    Path masks = Files.createDirectories(folder.resolve("masks"));
    Picture.painted(10, 6, (_, _) -> 0xffffff).write(masks.resolve("b.png"));
    Files.copy(pictures.resolve("b.png"), pictures.resolve("b.jpg"));
    FolderSource source = source(AnnotationFiles.NONE.withMasks(masks));
    assertEquals("b.jpg", source.name(0));
    assertEquals(masks.resolve("b.png") + " may be the mask of several pictures; call that of this one b.jpg.png",
        refusal(() -> source.get(0)));
    assertEquals(masks.resolve("b.png") + " may be the mask of several pictures; call that of this one b.png.png",
        refusal(() -> source.get(1)));
    Files.copy(masks.resolve("b.png"), masks.resolve("b.jpg.png"));
    assertEquals(List.of(), source.get(0).notes());
  }

  /** c.png in two folders, and one mask beside these: it is that of both, or, where there is a third picture beside them, that of this one alone. */
  @Test
  void picturesInSeveralFoldersShareNoMask() throws IOException {
    Path masks = Files.createDirectories(folder.resolve("masks/below"));
    Files.createDirectories(pictures.resolve("other"));
    for (String name : List.of("below/c.png", "other/c.png"))
      Picture.painted(10, 6, (_, _) -> 0xff).write(pictures.resolve(name));
    Picture.painted(10, 6, (_, _) -> 0xffffff).write(folder.resolve("masks/c.png"));
    FolderSource source = source(AnnotationFiles.NONE.withMasks(folder.resolve("masks")));
    assertEquals(folder.resolve("masks/c.png") + " may be the mask of several pictures; call that of this one below/c.png.png",
        refusal(() -> source.get(2)));
    Files.copy(folder.resolve("masks/c.png"), masks.resolve("c.png"));
    assertEquals(List.of(), source.get(2).notes());
    Files.copy(pictures.resolve("other/c.png"), pictures.resolve("c.png"));
    FolderSource three = source(AnnotationFiles.NONE.withMasks(folder.resolve("masks")));
    assertEquals(List.of("c.png", "other/c.png"), List.of(three.name(3), three.name(4)));
    assertEquals(List.of(), three.get(3).notes());
    assertEquals(List.of("there is no mask"), three.get(4).notes(), "it is of c.png");
  }

  /** A mask that shows nothing of a box contradicts it, and says so; no method could hit it. */
  @Test
  void aMaskThatIsBlackIsNoObject() throws IOException {
    Path masks = Files.createDirectories(folder.resolve("masks")),
        boxes = file("boxes.csv", BOXES + "b.png,1,10,6,1,2,4,5\nb.png,1,10,6,6,0,9,3\n");
    FolderSource source = source(AnnotationFiles.NONE.withMasks(masks).withBoxes(boxes));
    Picture.painted(10, 6, (x, y) -> x == 2 && y == 3 ? 0xffffff : 0).write(masks.resolve("b.png"));
    assertEquals(List.of(true, false), source.get(0).picture().objects().stream().map(o -> o.mask().isPresent()).toList());
    assertEquals(List.of("1 box holds nothing of the mask and counts without it"), source.get(0).notes());
    Picture.painted(10, 6, (_, _) -> 0).write(masks.resolve("b.png"));
    assertEquals(List.of("2 boxes hold nothing of the mask and count without it", "the mask is black everywhere"),
        source.get(0).notes());
    FolderSource unboxed = source(
        AnnotationFiles.NONE.withMasks(masks).withLabels(file("labels.csv", "file,class_index\nb.png,1\n")));
    assertEquals(List.of("the mask is black everywhere"), unboxed.get(0).notes());
    assertEquals(List.of(), unboxed.get(0).picture().objects());
  }

  /** What JPEG leaves around an edge would count as object. */
  @Test
  void aMaskIsPngByItsContent() throws IOException {
    Path masks = Files.createDirectories(folder.resolve("masks"));
    javax.imageio.ImageIO.write(new java.awt.image.BufferedImage(10, 6, java.awt.image.BufferedImage.TYPE_INT_RGB), "jpg",
        masks.resolve("b.png").toFile());
    assertEquals(masks.resolve("b.png") + " is no PNG file; a mask is a plain PNG file, black where there is no object",
        refusal(() -> source(AnnotationFiles.NONE.withMasks(masks)).get(0)));
  }

  /** Files of one name in two folders are of pictures in folders of that name; else of none. */
  @Test
  void annotationsOfOneNameAreNotJoined() throws IOException {
    String xml = """
        <annotation><object><name>owl</name><bndbox><xmin>0</xmin><ymin>0</ymin><xmax>5</xmax><ymax>5</ymax></bndbox></object></annotation>
        """;
    for (String below : List.of("below", "other"))
      Files.writeString(Files.createDirectories(folder.resolve("xml").resolve(below)).resolve("a.xml"), xml);
    FolderSource source = source(AnnotationFiles.NONE.withBoxes(folder.resolve("xml")));
    assertEquals(1, source.get(1).picture().objects().size());
    assertEquals(List.of("1 of 2 pictures with boxes are of no picture in " + pictures), source.notes());
  }

  @Test
  void boxesInPartsOfThePictureAreRefused() throws IOException {
    assertEquals(
        folder.resolve("boxes.csv") + ": all boxes lie between 0 and 1; their edges are in pixels, not in parts of the picture",
        refusal(() -> boxed("b.png,1,10,6,0.1,0.2,0.4,0.5\nb.png,1,10,6,0,0,1,1\n")));
    assertEquals(2, boxed("b.png,1,10,6,0.1,0.2,0.4,0.5\nb.png,1,10,6,0,0,2,2\n").get(0).picture().objects().size());
  }

  @Test
  void cocosIdsAreOfOneThingEach() throws IOException {
    String image = "{\"id\": 5, \"file_name\": \"b.png\", \"width\": 10, \"height\": 6}",
        category = "{\"id\": 1, \"name\": \"owl\"}";
    assertEquals("coco.json: two images have the id 5", refusal(() -> coco(image + "," + image, category, "0")));
    assertEquals("coco.json: two categories have the id 1", refusal(() -> coco(image, category + "," + category, "0")));
    assertEquals("coco.json, annotation 1: iscrowd is true; wanted is 0 or 1", refusal(() -> coco(image, category, "true")));
    assertEquals(1, coco(image, category, "0").get(0).picture().objects().size());
  }

  private FolderSource coco(String images, String categories, String crowd) throws IOException {
    return source(AnnotationFiles.NONE.withBoxes(file("coco.json",
        """
            {"images": [%s], "categories": [%s], "annotations": [{"id": 1, "image_id": 5, "category_id": 1, "bbox": [1, 2, 3, 3], "iscrowd": %s}]}
            """
            .formatted(images, categories, crowd))));
  }

  @Test
  void masksThatMeanSomethingElseAreRefused() throws IOException {
    Path masks = Files.createDirectories(folder.resolve("masks"));
    Picture.painted(6, 10, (_, _) -> 0).write(masks.resolve("b.png"));
    FolderSource source = source(AnnotationFiles.NONE.withMasks(masks));
    assertEquals(masks.resolve("b.png") + " is a mask of 6×10 pixels, and its picture has 10×6", refusal(() -> source.get(0)));
    java.awt.image.BufferedImage transparent = new java.awt.image.BufferedImage(10, 6, java.awt.image.BufferedImage.TYPE_INT_ARGB);
    javax.imageio.ImageIO.write(transparent, "png", masks.resolve("b.png").toFile());
    assertTrue(refusal(() -> source.get(0)).endsWith("a mask is a plain PNG file, black where there is no object"));
  }

  @Test
  void unreadablePicturesAreOneSentence() throws IOException {
    Files.writeString(pictures.resolve("b.png"), "text");
    FolderSource source = source(AnnotationFiles.NONE);
    assertEquals(pictures.resolve("b.png") + " is not a PNG, JPEG, WebP, GIF or BMP file", refusal(() -> source.get(0)));
    assertEquals("below/a.png", source.get(1).picture().name());
  }

  @Test
  void aPictureTooSmallIsOneSentence() throws IOException {
    FolderSource source = FolderSource.open(pictures, AnnotationFiles.NONE, NAMED,
        Preprocessing.NONE.with(new lucida.pictures.Geometry.Middle(Preprocessing.NONE.geometry(), 8, 6)), Precision.FLOAT32);
    assertEquals(lucida.core.Shape.of(3, 6, 8), source.get(0).picture().x().shape());
    assertEquals("below/a.png: A part of 8×6 pixels cannot be cut from a picture of 6×6, not resized",
        refusal(() -> source.get(1)));
  }

  @Test
  void aNameThatSeveralHaveIsRefused() throws IOException {
    Picture.painted(6, 6, (_, _) -> 0).write(pictures.resolve("below/b.png"));
    Path labels = file("labels.csv", "file,class_index\nb.png,1\nb,1\n");
    assertEquals("labels.csv:3: b may be b.png or below/b.png; name it with its folder and ending",
        refusal(() -> source(AnnotationFiles.NONE.withLabels(labels))));
  }
}
