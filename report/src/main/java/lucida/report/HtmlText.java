package lucida.report;

/** Text inside HTML. */
final class HtmlText {
  private HtmlText() {}

  /** The text so that nothing in it is markup, in an element or in an attribute. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
  }
}
