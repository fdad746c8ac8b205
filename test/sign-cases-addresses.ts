/** Addresses that cannot be one, and texts near them that can, or that are meant for something else. */
export const addresses = {
  "malformed-scheme": {
    yes: [
      "http//example.org",
      "http:/example.org",
      "https;//example.org",
      "htps://example.org",
      "https://https://example.org",
      "http:\\\\host",
    ],
    no: [
      "",
      "http://example.org",
      "https://a/https://b",
      "httpd",
      "https",
      "k8s://https://a:6443",
      "http+unix:///run/a",
      "wss://a",
      "http:8080",
    ],
  },
  "malformed-address": {
    yes: ["http://127_0_0_1:5004/", "https://10.0.0.256", "redis://u:p@192.168.178.X:6379", "http://1.2.3.4.5/"],
    no: [
      "",
      "http://127.0.0.1:5004/",
      "http://my_service:80",
      "http://10-0-0-1.web.pod",
      "http://example.org",
      "http://${IP}",
      "http://1.2.3.*",
      "docker://1.2.3.400",
      "https://v1.2.3.example.org",
    ],
  },
  "malformed-ip": {
    yes: ["192.168.178.X", "127_0_0_1", "10.0.0.256", "10.0.0.1.1", "010.0.0.1"],
    no: ["", "10.0.0.1", "::1", "10.0.0.0/8", "10.0", "10.0.0.1:80", "10.0.0.*", "web", "v1.2.3.4", "10.0.0.1,10.0.0.2"],
  },
  "malformed-port": {
    yes: ["http://web:80800", "postgres://u:p@db:5432x/auth", "https://example.org:port/"],
    no: [
      "",
      "http://web:80",
      "http://web",
      "http://web:",
      "http://web:0",
      "http://web:${PORT}",
      "docker://nginx:latest",
      "mysql://u:p@tcp(db:3306)/auth",
      "http://[::1]:80",
      "redis://a:1,b:2",
    ],
  },
} as const;
