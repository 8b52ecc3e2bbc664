package lucida.judge.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import lucida.core.PlainText;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The annotations of ImageNet's localisation data and of PASCAL VOC: one file a picture, named as it is, {@code xmin ymin xmax ymax} of each object
 * taken as edges. Document types and entities are refused.
 */
final class ImageNetXml {
  private ImageNetXml() {}

  /** The boxes in a file, under the name of their picture, which may lack its ending. */
  static Map<String, List<StatedBox>> boxes(String name, byte[] file) throws DataException {
    Element root = parsed(name, file);
    if (!root.getTagName().equals("annotation"))
      throw new DataException(
          name + ": its element is '" + PlainText.shortened(root.getTagName(), 40) + "'; wanted is 'annotation'");
    List<Element> sizes = children(root, "size");
    Optional<StatedBox.Extents> extents = sizes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            StatedBox.Extents.checked(name, number(name, sizes.getFirst(), "width"), number(name, sizes.getFirst(), "height")));
    List<StatedBox> boxes = new ArrayList<>();
    for (Element object : children(root, "object")) {
      String where = name + ", object " + (boxes.size() + 1);
      Element box = child(where, object, "bndbox");
      boxes.add(
          StatedBox.checked(where, text(where, object, "name"), extents, number(where, box, "xmin"), number(where, box, "ymin"),
              number(where, box, "xmax"), number(where, box, "ymax")));
    }
    return Map.of(name.substring(0, name.length() - ".xml".length()), List.copyOf(boxes));
  }

  private static Element parsed(String name, byte[] file) throws DataException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(SILENT);
      return builder.parse(new ByteArrayInputStream(file)).getDocumentElement();
    } catch (SAXParseException e) {
      throw new DataException(name + ":" + e.getLineNumber() + ": " + PlainText.of(String.valueOf(e.getMessage())), e);
    } catch (SAXException | IOException e) {
      throw new DataException(name + ": " + PlainText.of(String.valueOf(e.getMessage())), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is wrong is thrown; the JDK's own handler prints it too. */
  private static final ErrorHandler SILENT = new ErrorHandler() {
    @Override
    public void warning(SAXParseException e) throws SAXException { throw e; }

    @Override
    public void error(SAXParseException e) throws SAXException { throw e; }

    @Override
    public void fatalError(SAXParseException e) throws SAXException { throw e; }
  };

  private static List<Element> children(Element parent, String tag) {
    return IntStream.range(0, parent.getChildNodes().getLength()).<Node>mapToObj(parent.getChildNodes()::item)
        .filter(node -> node instanceof Element element && element.getTagName().equals(tag)).map(Element.class::cast).toList();
  }

  private static Element child(String where, Element parent, String tag) throws DataException {
    List<Element> found = children(parent, tag);
    if (found.size() != 1)
      throw new DataException(where + ": there " + (found.isEmpty() ? "is no " + tag : "are " + found.size() + " of " + tag)
          + " in " + parent.getTagName());
    return found.getFirst();
  }

  private static String text(String where, Element parent, String tag) throws DataException {
    return String.valueOf(child(where, parent, tag).getTextContent()).strip();
  }

  private static double number(String where, Element parent, String tag) throws DataException {
    return StatedBox.number(where, tag, text(where, parent, tag));
  }
}
