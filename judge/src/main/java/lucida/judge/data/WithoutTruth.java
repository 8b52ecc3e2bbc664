package lucida.judge.data;

import java.util.List;

/**
 * The pictures of a source without their classes and objects: for networks whose scores are of other things.
 *
 * @param source where they come from
 */
public record WithoutTruth(PictureSource source) implements PictureSource {
  @Override
  public int count() { return source.count(); }

  @Override
  public String name(int i) { return source.name(i); }

  @Override
  public SourcedPicture get(int i) throws DataException {
    SourcedPicture picture = source.get(i);
    return new SourcedPicture(picture.picture().withoutTruth(), picture.notes());
  }

  @Override
  public List<String> notes() { return source.notes(); }
}
