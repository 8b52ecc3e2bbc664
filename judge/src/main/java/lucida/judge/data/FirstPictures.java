package lucida.judge.data;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import lucida.judge.PictureFact;

/**
 * The first pictures of a source.
 *
 * @param source of the pictures
 * @param most how many, if there are as many
 */
public record FirstPictures(PictureSource source, int most) implements PictureSource {
  /** Checks that there is one. */
  public FirstPictures {
    if (most < 1) throw new IllegalArgumentException("The first " + most + " pictures: there is at least 1");
  }

  @Override
  public int count() { return Math.min(most, source.count()); }

  @Override
  public String name(int i) { return source.name(Objects.checkIndex(i, count())); }

  @Override
  public SourcedPicture get(int i) throws DataException { return source.get(Objects.checkIndex(i, count())); }

  @Override
  public Set<PictureFact> unknown() { return source.unknown(); }

  @Override
  public List<String> notes() { return source.notes(); }
}
