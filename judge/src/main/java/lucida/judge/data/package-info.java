/**
 * Where pictures that maps are judged on come from: a {@link PictureSource} is {@link SceneSource scenes}, whose truth is known to the pixel, {@link GridSource grids} of them, scenes
 * with the label of their {@link BackdropSource backdrop} or with a {@link BackdoorSource trigger}, {@link TetrisSource tetrominoes}, the {@link FirstPictures} of any of them, or all {@link WithoutTruth},
 * or a {@link FolderSource folder} with labels, boxes and masks from {@link AnnotationFiles}, the labels being a {@link LabelFile}, whose class names a {@link ClassLookup} knows. {@link SceneGuidance} is masks of scenes to train with; a {@link PictureSplit} is any source's {@link PictureExamples}, of {@link StatedClasses}, to learn from and to hold back. A {@link SourcedPicture} is preprocessed for the network, and its
 * truth has followed it ({@link Placement}); a {@link DataException} says in one sentence why one cannot be had.
 */
@NullMarked
package lucida.judge.data;

import org.jspecify.annotations.NullMarked;
