package allmende.sfu.media;

import allmende.protocols.payload.PictureDescriptor;
import allmende.sfu.svc.Vp8Layers;
import org.jspecify.annotations.Nullable;

/// The numbers of the pictures that one subscriber gets: they go on when encodings change.
final class PictureNumbers {
  private int lastPicture;
  private int lastTl0;
  private boolean counted;

  /// What to add to the picture ids of an encoding that begins with this picture.
  int pictureShift(@Nullable PictureDescriptor first) {
    return first == null ? 0 : lastPicture + 1 - first.pictureId();
  }

  /// What to add to its counter of the lowest temporal layer.
  int tl0Shift(@Nullable PictureDescriptor first) {
    return first == null ? 0 : lastTl0 + 1 - first.tl0PictureIndex();
  }

  /// Whether pictures have been counted so far.
  boolean areThere() {
    return counted;
  }

  /// Goes on to a picture of ours in the lowest temporal layer.
  void next() {
    lastPicture = lastPicture + 1 & 0x7FFF;
    lastTl0 = lastTl0 + 1 & 0xFF;
  }

  /// The id of the last picture.
  int picture() {
    return lastPicture;
  }

  /// Of the last picture: the index of the lowest temporal layer.
  int tl0() {
    return lastTl0;
  }

  /// Renumbers the picture of a packet that is being sent.
  void rewrite(PictureDescriptor packet, Mapping mapping) {
    if (packet.pictureId() == PictureDescriptor.NONE) {
      return;
    }
    int leftOut = mapping.choice() instanceof Vp8Layers layers ? layers.leftOutBefore(packet) : 0;
    int picture = packet.pictureId() + mapping.picture() - leftOut & 0x7FFF;
    int tl0 = packet.tl0PictureIndex() + mapping.tl0() & 0xFF;
    counted = true;
    packet.setPictureId(picture);
    packet.setTl0PictureIndex(tl0);
    if ((picture - lastPicture & 0x7FFF) < 0x4000) {
      lastPicture = picture;
      lastTl0 = tl0;
    }
  }
}
