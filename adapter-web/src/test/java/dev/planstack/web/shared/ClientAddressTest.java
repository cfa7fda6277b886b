package dev.planstack.web.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2::7, 20010db800010002/64",
        "'[2001:db8:1:2:ffff:ffff:ffff:ffff]', 20010db800010002/64",
        "2001:db8:1:3::7, 20010db800010003/64",
        "fe80::1%1, fe80000000000000/64",
        "::ffff:192.0.2.7, 192.0.2.7",
        "no:address, no:address"
    })
    void isAnIpv4AddressOrAnIpv6Network(String remote, String place) {
        assertThat(ClientAddress.of(remote)).isEqualTo(place);
    }
}
