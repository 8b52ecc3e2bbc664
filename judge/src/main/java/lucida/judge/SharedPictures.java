package lucida.judge;

/**
 * Names the pictures of a {@link ScoreRequest} that depend on the explained picture and the seed alone, not on the map: all maps of the picture share
 * their runs.
 *
 * @param name of the pictures: equal names stand for equal pictures
 */
public record SharedPictures(Object name) {}
