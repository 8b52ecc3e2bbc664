package lucida.judge.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lucida.core.PlainText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * COCO's instances (Lin et al. 2014, arXiv 1405.0312): {@code images}, {@code categories} and, of each of the {@code annotations},
 * {@code bbox} = [x, y, width, height]. A class is found by its category's name. Crowds, whose box is around many, are left out.
 */
final class CocoJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CocoJson() {}

  private record CocoImage(String file, StatedBox.Extents extents) {}

  /** The boxes in a file, under the names of their pictures. */
  static BoxFile boxes(String name, byte[] file) throws DataException {
    JsonNode root = parsed(name, file);
    Map<Long, CocoImage> images = images(name, root);
    Map<Long, String> categories = new HashMap<>();
    for (JsonNode category : list(name, root, "categories"))
      put(name, "categories", categories, number(name, category, "id"), text(name, category, "name"));
    Map<String, List<StatedBox>> boxes = new LinkedHashMap<>();
    int crowds = 0;
    for (JsonNode annotation : list(name, root, "annotations")) {
      String where = name + ", annotation " + number(name, annotation, "id");
      CocoImage image = known(where, "image_id", annotation, images);
      String category = known(where, "category_id", annotation, categories);
      if (isCrowd(where, annotation)) crowds++;
      else boxes.computeIfAbsent(image.file(), _ -> new ArrayList<>()).add(box(where, category, image, annotation.path("bbox")));
    }
    return new BoxFile(boxes, crowds == 0 ? List.of() : List.of(name + ": " + crowds + " boxes around crowds are left out"));
  }

  private static JsonNode parsed(String name, byte[] file) throws DataException {
    try {
      return JSON.readTree(file);
    } catch (JacksonException e) {
      throw new DataException(
          name + ":" + e.getLocation().getLineNr() + ": it is not JSON: "
              + PlainText.of(e.getOriginalMessage().replaceFirst(" \\(start marker at .*", "")),
          e);
    }
  }

  private static Map<Long, CocoImage> images(String name, JsonNode root) throws DataException {
    Map<Long, CocoImage> images = new HashMap<>();
    for (JsonNode image : list(name, root, "images"))
      put(name, "images", images, number(name, image, "id"), new CocoImage(text(name, image, "file_name"),
          StatedBox.Extents.checked(name, (double) number(name, image, "width"), (double) number(name, image, "height"))));
    return images;
  }

  private static <T> void put(String name, String what, Map<Long, T> all, long id, T one) throws DataException {
    if (all.put(id, one) != null) throw new DataException(name + ": two " + what + " have the id " + id);
  }

  private static boolean isCrowd(String where, JsonNode annotation) throws DataException {
    JsonNode said = annotation.path("iscrowd");
    if (said.isMissingNode()) return false;
    if (!said.isIntegralNumber() || said.asInt() != 0 && said.asInt() != 1)
      throw new DataException(where + ": iscrowd is " + PlainText.shortened(said.toString(), 40) + "; wanted is 0 or 1");
    return said.asInt() == 1;
  }

  private static StatedBox box(String where, String category, CocoImage image, JsonNode bbox) throws DataException {
    if (!bbox.isArray() || bbox.size() != 4 || bbox.valueStream().anyMatch(v -> !v.isNumber()))
      throw new DataException(
          where + ": bbox is " + PlainText.shortened(bbox.toString(), 60) + "; wanted is [x, y, width, height]");
    double x = bbox.get(0).asDouble(), y = bbox.get(1).asDouble();
    return StatedBox.checked(where, category, Optional.of(image.extents()), x, y, x + bbox.get(2).asDouble(),
        y + bbox.get(3).asDouble());
  }

  private static <T> T known(String where, String key, JsonNode annotation, Map<Long, T> all) throws DataException {
    long id = number(where, annotation, key);
    T found = all.get(id);
    if (found == null) throw new DataException(where + ": there is nothing with its " + key + " " + id);
    return found;
  }

  private static JsonNode list(String name, JsonNode root, String key) throws DataException {
    if (!root.path(key).isArray())
      throw new DataException(name + ": there is no list '" + key + "'; COCO's instances have images, categories and annotations");
    return root.path(key);
  }

  private static long number(String where, JsonNode node, String key) throws DataException {
    JsonNode number = node.path(key);
    if (!number.isIntegralNumber() || !number.canConvertToLong())
      throw new DataException(where + ": there is no whole number '" + key + "' of at most 64 bits");
    return number.asLong();
  }

  private static String text(String where, JsonNode node, String key) throws DataException {
    if (!node.path(key).isString()) throw new DataException(where + ": there is no text '" + key + "'");
    return node.path(key).asString();
  }
}
