package lucida.judge.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import lucida.core.PlainText;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.PictureFact;
import lucida.judge.LabelledPicture;
import lucida.pictures.Framing;
import lucida.pictures.OpenedPicture;
import lucida.pictures.Picture;
import lucida.pictures.PictureException;
import lucida.pictures.PictureFile;
import lucida.pictures.Preprocessing;

/**
 * The pictures of a folder and of those below it, sorted by name, and what {@link AnnotationFiles} say about them. A picture whose class is not stated has that of its boxes,
 * if they are of one class.
 */
public final class FolderSource implements PictureSource {
  private final FolderListing listing;
  private final AnnotationFiles files;
  private final StatedTruth stated;
  private final Optional<MaskFolder> masks;
  private final List<String> notes;
  private final ClassLookup classes;
  private final Preprocessing preprocessing;
  private final Precision precision;

  private FolderSource(FolderListing listing, AnnotationFiles files, StatedTruth stated, Optional<MaskFolder> masks,
      List<String> notes, ClassLookup classes, Preprocessing preprocessing, Precision precision) {
    this.listing = listing;
    this.files = files;
    this.stated = stated;
    this.masks = masks;
    this.notes = List.copyOf(notes);
    this.classes = classes;
    this.preprocessing = preprocessing;
    this.precision = precision;
  }

  /**
   * Lists a folder and reads the files about it. Pictures are opened when they are asked for.
   *
   * @param classes of the network
   * @param preprocessing of the network
   * @param precision of the pictures
   * @throws DataException if there is no picture, or a line of a file is malformed or contradicts another
   */
  public static FolderSource open(Path folder, AnnotationFiles files, ClassLookup classes, Preprocessing preprocessing,
      Precision precision) throws DataException {
    FolderListing listing = FolderListing.of(folder);
    Optional<MaskFolder> masks = files.masks().isPresent() ? Optional.of(MaskFolder.of(files.masks().get())) : Optional.empty();
    StatedTruth stated = StatedTruth.of(listing, files);
    List<String> notes = new ArrayList<>(stated.notes());
    if (masks.isPresent()) masks.get().strangers(listing).ifPresent(notes::add);
    return new FolderSource(listing, files, stated, masks, notes, classes, preprocessing, precision);
  }

  /**
   * SHA-256 of the names and the content of the pictures of a folder: what tells whether they are still the same.
   *
   * @throws DataException if there is no picture
   */
  public static String sha256(Path folder) throws DataException { return FolderListing.of(folder).sha256(); }

  @Override
  public int count() { return listing.names().size(); }

  @Override
  public String name(int i) { return PlainText.of(listing.names().get(i)); }

  @Override
  public Set<PictureFact> unknown() {
    EnumSet<PictureFact> unknown = EnumSet.allOf(PictureFact.class);
    if (masks.isPresent()) unknown.remove(PictureFact.MASKS);
    if (masks.isPresent() || files.boxes().isPresent()) unknown.remove(PictureFact.OBJECTS);
    return unknown;
  }

  @Override
  public List<String> notes() { return notes; }

  @Override
  public SourcedPicture get(int i) throws DataException {
    OpenedPicture opened = opened(i);
    try {
      return labelled(i, opened);
    } catch (IllegalArgumentException e) {
      throw new DataException(name(i) + ": " + e.getMessage(), e);
    }
  }

  private SourcedPicture labelled(int i, OpenedPicture opened) throws DataException {
    Picture picture = opened.picture();
    Framing framing = preprocessing.geometry().framing(picture.width(), picture.height());
    OptionalInt label = label(i);
    Optional<Tensor> mask = masks.isEmpty()
        ? Optional.empty()
        : masks.get().of(listing, i, picture).map(pixels -> new Placement(framing).mask(pixels, precision));
    List<StatedBox> boxes = stated.boxes().getOrDefault(i, List.of());
    PlacedBoxes placed = PlacedBoxes.of(boxes, framing, classes, label, mask);
    List<String> notes = new ArrayList<>(opened.notes());
    notes.addAll(placed.notes());
    if (files.boxes().isPresent() && boxes.isEmpty()) notes.add("no box is stated");
    if (files.masks().isPresent() && mask.isEmpty()) notes.add("there is no mask");
    Tensor x = preprocessing.tensor(picture, precision);
    return new SourcedPicture(new LabelledPicture(name(i), x, label, placed.objects())
        .withBlack(SourcedPicture.black(preprocessing, x.shape().extent(0), precision)).framed(framing), notes);
  }

  /** What is stated; else the class of its boxes, if they are of one. */
  private OptionalInt label(int i) throws DataException {
    StatedTruth.StatedLabel label = stated.labels().get(i);
    if (label != null) return OptionalInt.of(index(label.where(), label.text()));
    List<StatedBox> boxes = stated.boxes().getOrDefault(i, List.of());
    if (boxes.stream().map(StatedBox::label).distinct().count() != 1) return OptionalInt.empty();
    return OptionalInt.of(index(boxes.getFirst().where(), boxes.getFirst().label()));
  }

  private int index(String where, String text) throws DataException {
    try {
      return classes.index(text);
    } catch (IllegalArgumentException e) {
      throw new DataException(where + ": " + e.getMessage(), e);
    }
  }

  private OpenedPicture opened(int i) throws DataException {
    try {
      return PictureFile.open(listing.path(i));
    } catch (PictureException e) {
      throw new DataException(String.valueOf(e.getMessage()), e);
    }
  }
}
