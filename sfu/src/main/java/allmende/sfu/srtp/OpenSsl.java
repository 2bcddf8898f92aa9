package allmende.sfu.srtp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// OpenSSL's ciphers (libcrypto 3, EVP_EncryptInit(3)), where the machine has them. Addresses of
/// memory are plain numbers here: a call allocates nothing.
final class OpenSsl {
  static final int GET_TAG = 0x10;
  static final int SET_TAG = 0x11;

  private static final MethodHandle NEW;
  private static final MethodHandle FREE;
  private static final MethodHandle INIT;
  private static final MethodHandle UPDATE;
  private static final MethodHandle FINAL;
  private static final MethodHandle CONTROL;
  private static final long AES_128_GCM;

  static {
    SymbolLookup library = SymbolLookup.libraryLookup("libcrypto.so.3", Arena.global());
    NEW = function(library, "EVP_CIPHER_CTX_new", JAVA_LONG);
    FREE = function(library, "EVP_CIPHER_CTX_free", null, JAVA_LONG);
    INIT =
        function(
            library,
            "EVP_CipherInit_ex",
            JAVA_INT,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_INT);
    UPDATE =
        function(
            library,
            "EVP_CipherUpdate",
            JAVA_INT,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_INT);
    FINAL = function(library, "EVP_CipherFinal_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    CONTROL =
        function(
            library, "EVP_CIPHER_CTX_ctrl", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
    try {
      AES_128_GCM = (long) function(library, "EVP_aes_128_gcm", JAVA_LONG).invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private OpenSsl() {}

  private static MethodHandle function(
      SymbolLookup library, String name, @Nullable ValueLayout result, ValueLayout... arguments) {
    FunctionDescriptor descriptor =
        result == null
            ? FunctionDescriptor.ofVoid(arguments)
            : FunctionDescriptor.of(result, arguments);
    // A packet takes less than a microsecond: not worth telling the collector about.
    return Linker.nativeLinker()
        .downcallHandle(library.findOrThrow(name), descriptor, Linker.Option.critical(false));
  }

  /// Whether this machine has it.
  static boolean isThere() {
    return Presence.THERE;
  }

  /// Apart from the functions, so that asking cannot fail.
  private static final class Presence {
    static final boolean THERE = look();

    private static boolean look() {
      try {
        return AES_128_GCM != 0;
      } catch (LinkageError missing) {
        return false;
      }
    }
  }

  /// A context for AES-128-GCM with a key of 16 bytes. To be freed.
  static long gcm(MemorySegment key) {
    try {
      long context = (long) NEW.invokeExact();
      int done = (int) INIT.invokeExact(context, AES_128_GCM, 0L, key.address(), 0L, 1);
      check(done);
      return context;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  static void free(long context) {
    try {
      FREE.invokeExact(context);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// Begins a packet, with a vector of 12 bytes.
  static void begin(long context, boolean seal, long vector) {
    try {
      check((int) INIT.invokeExact(context, 0L, 0L, 0L, vector, seal ? 1 : 0));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// Takes bytes in: those that are to be authenticated alone if `out` is 0.
  static void update(long context, long out, long written, long in, int length) {
    try {
      check((int) UPDATE.invokeExact(context, out, written, in, length));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// Ends a packet. False for one that was not sealed with the key.
  static boolean end(long context, long out, long written) {
    try {
      return (int) FINAL.invokeExact(context, out, written) == 1;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// Takes or gives a tag of 16 bytes.
  static void tag(long context, int which, long at) {
    try {
      check((int) CONTROL.invokeExact(context, which, 16, at));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static void check(int done) {
    if (done != 1) {
      throw new IllegalStateException("OpenSSL refused");
    }
  }

  private static IllegalStateException failed(Throwable e) {
    return e instanceof IllegalStateException own ? own : new IllegalStateException(e);
  }
}
