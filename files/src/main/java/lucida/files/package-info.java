/**
 * Files, for every room that reads or writes them: {@link RegularFile} opens what a user names, {@link FilesBelow} finds
 * what a folder holds, {@link WholeFile} writes all or
 * nothing, {@link OrphanedParts} removes what a killed process left behind, {@link Npy} reads and writes NumPy's arrays,
 * {@link Sha256} tells whether content is still the same.
 */
@NullMarked
package lucida.files;

import org.jspecify.annotations.NullMarked;
