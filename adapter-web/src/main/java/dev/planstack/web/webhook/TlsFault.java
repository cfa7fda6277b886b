package dev.planstack.web.webhook;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What went wrong with TLS, in words for the operator; those of the JDK name its classes. */
final class TlsFault {

    private TlsFault() {}

    static String told(SSLException e) {
        return "TLS: "
                + Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                        .flatMap(cause -> ofCause(cause).stream())
                        .findFirst()
                        .or(() -> Optional.ofNullable(e.getMessage()))
                        .orElse("the connection could not be secured");
    }

    private static Optional<String> ofCause(Throwable cause) {
        if (cause instanceof CertPathBuilderException) {
            return Optional.of("the certificate leads to no authority that is trusted here");
        }
        if (cause instanceof CertificateExpiredException
                || (cause instanceof CertPathValidatorException invalid
                        && invalid.getReason() == BasicReason.EXPIRED)) {
            return Optional.of("the certificate has expired");
        }
        return cause instanceof CertPathValidatorException
                ? Optional.of("the certificate is not valid")
                : Optional.empty();
    }
}
