/** The code of receivers in Go, Java, PHP and C#. */
export const compiledSnippets = {
  go: {
    name: 'Go',
    codeWith: (secret: string) => `package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const secret = "${secret}"

// The body as it came, before json.Unmarshal.
func isGenuine(header http.Header, body []byte) bool {
	at := header.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(at, 10, 64)
	if age := time.Now().Unix() - seconds; err != nil || age > 300 || age < -300 {
		return false
	}
	key, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(header.Get("webhook-id") + "." + at + "."))
	mac.Write(body)
	wanted := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	for _, given := range strings.Fields(header.Get("webhook-signature")) {
		if hmac.Equal([]byte(given), []byte(wanted)) {
			return true
		}
	}
	return false
}
`,
  },
  java: {
    name: 'Java',
    codeWith: (secret: string) => `import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class Receiver {
  static final String SECRET = "${secret}";

  /** The body as it came, before it is parsed. */
  static boolean isGenuine(String id, String at, String signatures, byte[] body) throws Exception {
    long age = System.currentTimeMillis() / 1000 - Long.parseLong(at);
    if (Math.abs(age) > 300) return false;

    byte[] key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update((id + "." + at + ".").getBytes(StandardCharsets.UTF_8));
    String wanted = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    for (String given : signatures.split(" ")) {
      if (MessageDigest.isEqual(given.getBytes(), wanted.getBytes())) return true;
    }
    return false;
  }
}
`,
  },
  php: {
    name: 'PHP',
    codeWith: (secret: string) => `<?php
const SECRET = '${secret}';

/** The headers by their names in lower case; the body as it came: file_get_contents('php://input'). */
function is_genuine(array $headers, string $body): bool
{
    $at = $headers['webhook-timestamp'] ?? '';
    if (!ctype_digit($at) || abs(time() - (int) $at) > 300) {
        return false;
    }
    $key = base64_decode(substr(SECRET, strlen('whsec_')));
    $signed = ($headers['webhook-id'] ?? '') . '.' . $at . '.' . $body;
    $wanted = 'v1,' . base64_encode(hash_hmac('sha256', $signed, $key, true));
    foreach (explode(' ', $headers['webhook-signature'] ?? '') as $given) {
        if (hash_equals($wanted, $given)) {
            return true;
        }
    }
    return false;
}
`,
  },
  csharp: {
    name: 'C#',
    codeWith: (secret: string) => `using System.Security.Cryptography;
using System.Text;

static class Receiver
{
    const string Secret = "${secret}";

    /// <summary>The body as it came, before it is parsed.</summary>
    public static bool IsGenuine(string id, string at, string signatures, byte[] body)
    {
        if (!long.TryParse(at, out var seconds)) return false;
        if (Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds) > 300) return false;

        var key = Convert.FromBase64String(Secret["whsec_".Length..]);
        var signed = Encoding.UTF8.GetBytes($"{id}.{at}.").Concat(body).ToArray();
        var wanted = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
        return signatures.Split(' ').Any(given => CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(wanted)));
    }
}
`,
  },
}
