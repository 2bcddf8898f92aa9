package allmende.protocols.xml;

/// The name of an element, attribute or WebDAV property: a namespace (empty for none) and a local
/// name.
public record QName(String namespace, String local) {
  public static final String DAV = "DAV:";
  public static final String OC = "http://owncloud.org/ns";
  public static final String NC = "http://nextcloud.org/ns";
  public static final String OCS = "http://open-collaboration-services.org/ns";
  public static final String OCM = "http://open-cloud-mesh.org/ns";

  public static QName dav(String local) {
    return new QName(DAV, local);
  }

  public static QName oc(String local) {
    return new QName(OC, local);
  }

  public static QName nc(String local) {
    return new QName(NC, local);
  }

  public static QName ocs(String local) {
    return new QName(OCS, local);
  }

  public static QName ocm(String local) {
    return new QName(OCM, local);
  }

  /// James Clark's notation, `{namespace}local`, the form in which names are stored and logged.
  @Override
  public String toString() {
    return "{" + namespace + "}" + local;
  }
}
