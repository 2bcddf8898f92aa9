package allmende.protocols.payload;

import allmende.protocols.payload.DependencyStructure.Indication;
import allmende.protocols.payload.DependencyStructure.Template;
import org.jspecify.annotations.Nullable;

/// The header extension that says how a frame depends on others (AV1 RTP specification, appendix
/// A.8). Descriptors point at a structure that came with an earlier key frame, so reading takes the
/// one that is in force.
public final class DependencyDescriptor {
  static final int MAX_TARGETS = 32;

  /// Of one frame; further ones make a descriptor malformed.
  static final int MAX_DIFFERENCES = 64;

  /// Of the part that every descriptor has.
  private static final int MANDATORY_BITS = 24;

  private final Bits bits = new Bits();
  private final Bits writer = new Bits();
  private final Indication[] indications = new Indication[MAX_TARGETS];
  private final int[] frameDifferences = new int[MAX_DIFFERENCES];
  private final int[] chainDifferences = new int[MAX_TARGETS];
  private boolean first;
  private boolean last;
  private int frameNumber;
  private boolean active;
  private int activeTargets;
  private int spatialLayer;
  private int temporalLayer;
  private int differences;
  private @Nullable DependencyStructure carried;
  private int targets;

  /// Bits from the descriptor's start: where what is before and what is behind the active targets
  /// ends and begins.
  private int headEnd;

  private int tailStart;
  private int size;

  /// Reads the value of the extension. False if it is malformed, or names a template that the
  /// structure does not have: the frame belongs to a key frame that did not arrive.
  public boolean read(byte[] bytes, int offset, int length, @Nullable DependencyStructure inForce) {
    carried = null;
    active = false;
    activeTargets = 0;
    if (length < 3) {
      return false;
    }
    bits.wrap(bytes, offset, length);
    first = bits.flag();
    last = bits.flag();
    int templateId = bits.read(6);
    frameNumber = bits.read(16);
    boolean more = length > 3;
    boolean brings = more && bits.flag();
    boolean hasActive = more && bits.flag();
    boolean ownIndications = more && bits.flag();
    boolean ownDifferences = more && bits.flag();
    boolean ownChains = more && bits.flag();
    DependencyStructure structure = inForce;
    if (brings) {
      structure = StructureReader.read(bits);
      carried = structure;
    }
    if (structure == null) {
      return false;
    }
    targets = structure.decodeTargets().size();
    headEnd = bits.position() - 8 * offset;
    active = hasActive || brings;
    if (hasActive) {
      activeTargets = bits.read(targets);
    } else if (brings) {
      activeTargets = -1 >>> MAX_TARGETS - targets;
    }
    tailStart = bits.position() - 8 * offset;
    int index = structure.templateOf(templateId);
    if (index < 0) {
      return false;
    }
    Template template = structure.templates().get(index);
    spatialLayer = template.spatialLayer();
    temporalLayer = template.temporalLayer();
    readIndications(ownIndications, template, targets);
    boolean fits = readDifferences(ownDifferences, template);
    for (int i = 0; i < structure.chains(); i++) {
      chainDifferences[i] = ownChains ? bits.read(8) : template.chainDifferences().get(i);
    }
    size = bits.position() - 8 * offset;
    return fits && !bits.isOverrun();
  }

  /// Writes the descriptor that was read last once more, saying that these decode targets are sent,
  /// and returns its length in bytes: at most five more than it had. A forwarder that leaves layers
  /// out tells the receiver so, or that would wait for them.
  public int writeWithActiveTargets(byte[] source, int offset, byte[] out, int at, int active) {
    writer.wrap(out, at, out.length - at);
    bits.wrap(source, offset, (size + 7) / 8);
    boolean extended = headEnd > MANDATORY_BITS;
    writer.copy(bits, MANDATORY_BITS);
    writer.write(extended ? bits.read(1) : 0, 1);
    writer.write(1, 1);
    if (extended) {
      bits.read(1);
      writer.copy(bits, headEnd - MANDATORY_BITS - 2);
      bits.read(tailStart - headEnd);
    } else {
      writer.write(0, 3);
    }
    writer.write(active, targets);
    writer.copy(bits, size - tailStart);
    return writer.finish() - at;
  }

  private void readIndications(boolean own, Template template, int targets) {
    for (int i = 0; i < targets; i++) {
      indications[i] = own ? Indication.BY_CODE[bits.read(2)] : template.indications().get(i);
    }
  }

  private boolean readDifferences(boolean own, Template template) {
    differences = 0;
    if (!own) {
      for (int i = 0; i < template.frameDifferences().size(); i++) {
        frameDifferences[differences++] = template.frameDifferences().get(i);
      }
      return true;
    }
    for (int size = bits.read(2); size != 0; size = bits.read(2)) {
      if (differences == MAX_DIFFERENCES) {
        return false;
      }
      frameDifferences[differences++] = bits.read(4 * size) + 1;
    }
    return true;
  }

  /// Whether the frame begins in this packet.
  public boolean startsFrame() {
    return first;
  }

  /// Whether the frame ends in this packet.
  public boolean endsFrame() {
    return last;
  }

  /// 16 bits.
  public int frameNumber() {
    return frameNumber;
  }

  public int spatialLayer() {
    return spatialLayer;
  }

  public int temporalLayer() {
    return temporalLayer;
  }

  /// The structure that came with this descriptor and is in force from now on. It comes with key
  /// frames, and may be repeated.
  public @Nullable DependencyStructure structure() {
    return carried;
  }

  /// Whether the descriptor changes which decode targets are being sent.
  public boolean hasActiveTargets() {
    return active;
  }

  /// A bit for each decode target that is being sent, if [#hasActiveTargets].
  public int activeTargets() {
    return activeTargets;
  }

  /// What the frame is to a decode target below the structure's number of them.
  public Indication indication(int target) {
    return indications[target];
  }

  /// How many frames this one builds upon. None means that it can be decoded on its own.
  public int differences() {
    return differences;
  }

  /// How many frames back one of them is.
  public int difference(int i) {
    return frameDifferences[i];
  }

  /// How many frames back the last one of a chain is; 0 for the first of a chain.
  public int chainDifference(int chain) {
    return chainDifferences[chain];
  }
}
