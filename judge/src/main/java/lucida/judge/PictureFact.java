package lucida.judge;

/** What is known of pictures, without which some metrics have no value. */
public enum PictureFact {
  /** Where objects are, by boxes or masks. */
  OBJECTS("where the objects are", "--boxes or --masks says it"),
  /** Which pixels objects are on. */
  MASKS("which pixels are the object's", "--masks says it"),
  /** How they look without some of what they show. */
  REDRAWN("how the picture looks without some of its parts", "scenes are drawn again"),
  /** Where something is that is no object and went with a class when the network was trained. */
  CUE("where the cue of a class lies", "biased scenes have one"),
  /** Where the tails of objects are. */
  TAIL("where the tail of the object lies", "fine-grained scenes have one");

  private final String words;
  private final String remedy;

  PictureFact(String words, String remedy) {
    this.words = words;
    this.remedy = remedy;
  }

  /** "where the objects are is not known: --boxes or --masks says it". */
  public String missing() {
    return words + " is not known: " + remedy;
  }
}
