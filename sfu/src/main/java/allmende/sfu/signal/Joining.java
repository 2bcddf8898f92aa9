package allmende.sfu.signal;

import allmende.sfu.auth.AccessToken;
import allmende.sfu.auth.ApiKeys;
import allmende.sfu.auth.Refused;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import livekit.LivekitModels.ClientInfo;
import livekit.LivekitRtc.ConnectionSettings;
import livekit.LivekitRtc.JoinRequest;
import livekit.LivekitRtc.WrappedJoinRequest;

/// Somebody who may join a room, and how.
///
/// @param single whether one peer connection carries both directions
/// @param secureHost see [ConnectRequest#secureHost()]
public record Joining(
    AccessToken token, JoinRequest request, boolean single, Optional<String> secureHost) {
  private static final int LONGEST = 1 << 20;
  private static final int LONGEST_NAME = 256;

  /// Believes the token and reads the rest (LiveKit's client-protocol, §"WebSocket connection").
  public static Joining read(ConnectRequest asked, ApiKeys keys, Clock clock) throws Refused {
    AccessToken token = AccessToken.verify(asked.token(), keys, clock);
    if (!token.video().roomJoin() || token.video().room().isEmpty()) {
      throw Refused.denied("This token does not permit joining a room.");
    }
    if (token.identity().isEmpty()) {
      throw Refused.malformed("The token names nobody.");
    }
    if (token.identity().length() > LONGEST_NAME || token.video().room().length() > LONGEST_NAME) {
      throw Refused.malformed("Names have 256 characters at the most.");
    }
    String wrapped = asked.parameter("join_request");
    if (wrapped.isEmpty()) {
      if (asked.v1()) {
        throw Refused.malformed("join_request is missing.");
      }
      return new Joining(token, fromParameters(asked), false, asked.secureHost());
    }
    JoinRequest request = unwrap(wrapped);
    boolean describesItself =
        !request.getMetadata().isEmpty() || request.getParticipantAttributesCount() > 0;
    if (describesItself && !token.video().canUpdateOwnMetadata()) {
      throw Refused.denied("This token does not permit saying something about oneself.");
    }
    return new Joining(
        token,
        request.toBuilder()
            .setClientInfo(request.getClientInfo().toBuilder().setAddress(asked.address()))
            .build(),
        true,
        asked.secureHost());
  }

  private static JoinRequest unwrap(String base64) throws Refused {
    try {
      WrappedJoinRequest wrapped =
          WrappedJoinRequest.parseFrom(Base64.getUrlDecoder().decode(base64));
      ByteString bytes = wrapped.getJoinRequest();
      if (wrapped.getCompression() == WrappedJoinRequest.Compression.GZIP) {
        bytes = inflate(bytes);
      }
      return JoinRequest.parseFrom(bytes);
    } catch (IllegalArgumentException | IOException e) {
      throw Refused.malformed("join_request cannot be read.");
    }
  }

  private static ByteString inflate(ByteString bytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(bytes.newInput())) {
      byte[] inflated = in.readNBytes(LONGEST + 1);
      if (inflated.length > LONGEST) {
        throw new InvalidProtocolBufferException("too large");
      }
      return ByteString.copyFrom(inflated);
    }
  }

  private static JoinRequest fromParameters(ConnectRequest asked) {
    return JoinRequest.newBuilder()
        .setClientInfo(
            ClientInfo.newBuilder()
                .setSdk(sdk(asked.parameter("sdk")))
                .setVersion(asked.parameter("version"))
                .setProtocol(number(asked.parameter("protocol")))
                .setClientProtocol(number(asked.parameter("client_protocol")))
                .setOs(asked.parameter("os"))
                .setOsVersion(asked.parameter("os_version"))
                .setDeviceModel(asked.parameter("device_model"))
                .setBrowser(asked.parameter("browser"))
                .setBrowserVersion(asked.parameter("browser_version"))
                .setNetwork(asked.parameter("network"))
                .setAddress(asked.address()))
        .setConnectionSettings(
            ConnectionSettings.newBuilder()
                .setAutoSubscribe(asked.flag("auto_subscribe", true))
                .setAdaptiveStream(asked.flag("adaptive_stream", false))
                .setAutoSubscribeDataTrack(asked.flag("auto_subscribe_data_track", false))
                .setSubscriberAllowPause(asked.flag("subscriber_allow_pause", true)))
        .setReconnect(asked.flag("reconnect", false))
        .setParticipantSid(asked.parameter("sid"))
        .build();
  }

  private static ClientInfo.SDK sdk(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "js" -> ClientInfo.SDK.JS;
      case "swift", "ios" -> ClientInfo.SDK.SWIFT;
      case "android" -> ClientInfo.SDK.ANDROID;
      case "flutter" -> ClientInfo.SDK.FLUTTER;
      case "go" -> ClientInfo.SDK.GO;
      case "unity" -> ClientInfo.SDK.UNITY;
      case "reactnative" -> ClientInfo.SDK.REACT_NATIVE;
      case "rust" -> ClientInfo.SDK.RUST;
      case "python" -> ClientInfo.SDK.PYTHON;
      case "cpp" -> ClientInfo.SDK.CPP;
      case "node" -> ClientInfo.SDK.NODE;
      default -> ClientInfo.SDK.UNKNOWN;
    };
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
