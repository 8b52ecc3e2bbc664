package lucida.judge.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What files say about the pictures of a folder.
 *
 * @param labels the class of a picture, by its place
 * @param boxes on a picture, by its place
 * @param notes what was said about no picture, and what was left out
 */
record StatedTruth(Map<Integer, StatedLabel> labels, Map<Integer, List<StatedBox>> boxes, List<String> notes) {
  /** The class of a picture, and the line that says so. */
  record StatedLabel(String where, String text) {}

  static StatedTruth of(FolderListing listing, AnnotationFiles files) throws DataException {
    List<String> notes = new ArrayList<>();
    Map<Integer, StatedLabel> labels = new HashMap<>();
    if (files.labels().isPresent()) {
      List<CsvTable.CsvLine> lines = CsvTable.read(files.labels().get(), LabelFile.COLUMNS);
      int strangers = 0;
      for (CsvTable.CsvLine line : lines) if (!put(line, listing, labels)) strangers++;
      note(strangers, lines.size(), "labels", listing, notes);
    }
    Map<Integer, List<StatedBox>> boxes = new LinkedHashMap<>();
    if (files.boxes().isPresent()) boxes(BoxFile.read(files.boxes().get()), listing, boxes, notes);
    return new StatedTruth(labels, boxes, List.copyOf(notes));
  }

  /** Whether there is such a picture. */
  private static boolean put(CsvTable.CsvLine line, FolderListing listing, Map<Integer, StatedLabel> labels) throws DataException {
    String file = line.text("file");
    StatedLabel label = new StatedLabel(line.where(), line.text("class_index"));
    Optional<Integer> place = listing.place(line.where(), file);
    StatedLabel before = place.isPresent() ? labels.put(place.get(), label) : null;
    if (before != null && !before.text().equals(label.text()))
      throw new DataException(
          line.where() + ": the class of " + file + " is " + label.text() + " here, and " + before.text() + " in "
              + before.where());
    return place.isPresent();
  }

  private static void boxes(BoxFile file, FolderListing listing, Map<Integer, List<StatedBox>> boxes, List<String> notes)
      throws DataException {
    int strangers = 0;
    for (Map.Entry<String, List<StatedBox>> entry : file.boxes().entrySet()) {
      Optional<Integer> place = entry.getValue().isEmpty()
          ? Optional.empty()
          : listing.place(entry.getValue().getFirst().where(), entry.getKey());
      if (place.isPresent()) boxes.computeIfAbsent(place.get(), _ -> new ArrayList<>()).addAll(entry.getValue());
      else strangers++;
    }
    notes.addAll(file.notes());
    note(strangers, file.boxes().size(), "pictures with boxes", listing, notes);
  }

  private static void note(int strangers, int all, String what, FolderListing listing, List<String> notes) {
    if (strangers > 0) notes.add(strangers + " of " + all + " " + what + " are of no picture in " + listing.folder());
  }
}
