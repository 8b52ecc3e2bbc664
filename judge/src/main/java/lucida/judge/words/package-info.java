/**
 * Whether networks that read and write words look at what they speak of: a {@link WordStudy} compares the maps of words and of answers with the masks of the
 * objects, as each {@link WordFinding} says; a {@link WordTable} sums them up, with what is {@link Said} right.
 */
@NullMarked
package lucida.judge.words;

import org.jspecify.annotations.NullMarked;
