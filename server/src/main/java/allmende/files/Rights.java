package allmende.files;

import allmende.platform.problem.Problem;
import allmende.spaces.Role;

/// What somebody may do with something.
///
/// Source of the numbers: nextcloud/server, lib/public/Constants.php, `PERMISSION_…`.
///
/// @param bits a union of the constants
public record Rights(int bits) {
  /// See it and read it.
  public static final int READ = 1;

  /// Give a file other content, or a thing in a folder another name.
  public static final int UPDATE = 2;

  /// Add to a folder.
  public static final int CREATE = 4;

  /// Put what is in a folder into the trash, or take it elsewhere.
  public static final int DELETE = 8;

  /// Let others in.
  public static final int SHARE = 16;

  public static final int ALL = READ | UPDATE | CREATE | DELETE | SHARE;

  /// What can be done with a single file.
  public static final int OF_FILE = READ | UPDATE | SHARE;

  public static final Rights NONE = new Rights(0);

  /// What can be done with such a thing.
  static Rights possible(Node node) {
    return new Rights(node.folder() ? ALL : OF_FILE);
  }

  /// Whoever may change things may give them away; whoever may only look may not.
  public static Rights of(Role role) {
    return new Rights(role.canWrite() ? ALL : READ);
  }

  public Rights {
    if ((bits & ~ALL) != 0) {
      throw new IllegalArgumentException("unknown rights");
    }
  }

  /// Whether all of these are there.
  public boolean can(int wanted) {
    return (bits & wanted) == wanted;
  }

  /// What both allow.
  public Rights and(Rights other) {
    return new Rights(bits & other.bits);
  }

  /// All but these.
  public Rights without(int unwanted) {
    return new Rights(bits & ~unwanted);
  }

  /// @throws Problem.Denied when one of these is missing
  void require(int wanted) {
    if (!can(wanted)) {
      throw new Problem.Denied(
          wanted == READ ? "You may not look at this." : "You may look at this, not change it.");
    }
  }
}
