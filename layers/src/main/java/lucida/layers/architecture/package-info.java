/**
 * {@link Architectures} finds those that are built in by name, with the names their parameters have elsewhere; {@link Presets} say
 * what their published weights want done to pictures. One file each: {@link Vgg}, {@link ResNet}, {@link CifarResNet},
 * {@link DenseNet}, {@link SqueezeNet}, {@link MobileNetV2}, {@link EfficientNet}, {@link Nin}, and the {@link SceneNetworks} that
 * are trained here.
 */
@NullMarked
package lucida.layers.architecture;

import org.jspecify.annotations.NullMarked;
