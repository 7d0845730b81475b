/**
 * What `hashPassword` made of the demo passwords: nineteen hashes would be most of what seeding takes. A test compares them; a new
 * password needs its line here. They protect nothing, because the passwords stand beside.
 */
export const demoHashes: Readonly<Record<string, string>> = {
  'granite harbour clock': '$argon2id$v=19$m=19456,t=2,p=1$fP8NSnfOqC997vuRDA3bjQ$+ZN6lAFM+v1s1hQxhTFKNM1t66Ga8qzhqxZMnoqWwE0',
  'orchid window copper': '$argon2id$v=19$m=19456,t=2,p=1$OdfyFlkiLXnTH2u0Va90oA$FUjE0Nr5IJ80EsF5JxG41RHD2auu7xh14dtcuEL90fs',
  'walnut bridge signal': '$argon2id$v=19$m=19456,t=2,p=1$fA2xy0zjJhOaH/J98ulxtA$txH4RDOxmSLkPbfM8/+HtaDkEkAFDFKeDsU7EsEeASI',
  'lemon carpet morning': '$argon2id$v=19$m=19456,t=2,p=1$9Tyn/Dei7582/q5sD6TREw$u875kCpBsUzVStOwMtYnP2WjXFb58dC4E1mfsD0LFq4',
  'pepper garden ribbon': '$argon2id$v=19$m=19456,t=2,p=1$ObgSajeHhhtsdNyJJZMBcg$fTZVcZ4yRsbKJgVwly9PDozcjVyW8pelVWvItq4q8qA',
  'velvet island barley': '$argon2id$v=19$m=19456,t=2,p=1$HuFVnojX69UJYd9KEfRLmA$GDbjB3Vmd3PI7/4SV3x7669UU4EJ4jRhk7Jl/KqSl1c',
  'cobalt meadow thimble': '$argon2id$v=19$m=19456,t=2,p=1$B6kgo3ED9NDjHPyUzdlbfA$mmZKA0OJuA+mEcLbGB9nvCi0fVqzxlaEEMb/JjvudDs',
  'desert lantern seven': '$argon2id$v=19$m=19456,t=2,p=1$+aYGe3nhBbNMMzovcMq7OA$RHgPPXfZYZ1L9B1EKbds5EThehnYqqSfX5BCDh/AfYI',
  'silver falcon river': '$argon2id$v=19$m=19456,t=2,p=1$5bFn/qIZoZ8PRiGRSaxl3A$Ihw4R0Q1g2u9dWyGMqukEQke3fcObDNaD2snZ0CLUA8',
  'jasmine cloud ladder': '$argon2id$v=19$m=19456,t=2,p=1$bVf8M7d6dacPtP7QiWAwSQ$fK1x+kYEQbKlEdV1LgT9w1yJKD52cwR/SD14MXUfIe4',
  'amber compass valley': '$argon2id$v=19$m=19456,t=2,p=1$VCu6ADYNFpBG+pvDJQabaQ$p7Q2wrKQStXvjaTULZppSIFwgBysgkI54A3HRdZldgo',
  'mountain paper tulip': '$argon2id$v=19$m=19456,t=2,p=1$wsTwfTvlc74OaLAqTg31mA$XxfZJ3fZ1KjiaCO7gH7JpH8LXuxSbs0vloTAcCi48MA',
  'anchor saffron mirror': '$argon2id$v=19$m=19456,t=2,p=1$ODh0HtsbNOoCNbZObVClIQ$/GOCio7jxcah+Q4aHpYzvALfNJeQBwnwPnC2d7HnIn4',
  'papyrus evening boat': '$argon2id$v=19$m=19456,t=2,p=1$ALGj3BPKQOkRa2tJpkAiRw$9/RUn6kTXz+TDsULZwLwAv4gqDNJRJBAQmc217B+kVo',
  'cotton pyramid bell': '$argon2id$v=19$m=19456,t=2,p=1$ePUVOX2GGP2Ih4ijtsK8kA$kEzcUedxSbdmx+QDUJP6PCKWvs8Lrri95m164SXDn84',
  'bamboo thunder plate': '$argon2id$v=19$m=19456,t=2,p=1$qh09fwAYDxrvnvjWUQ0PfA$cdTIX8b9pMjotR0F08kLbXphnbXvcJfFZk+ooxalNDA',
  'mango button harvest': '$argon2id$v=19$m=19456,t=2,p=1$cyngQjJz7KKw1eT1+/5H7A$849Yq67Wtk8ILNU/ank9VMzR9/9ILgJU/qlVN9mmeOE',
  'marble candle forest': '$argon2id$v=19$m=19456,t=2,p=1$LTiE48IDzd515oTuFzQAWw$pXNFnF62nwlBBpf1vt2xFnP/H7QY4Id6fh1raPAlKnM',
  'acacia pocket winter': '$argon2id$v=19$m=19456,t=2,p=1$SKkrHTOQUGHYKpy/OHUKfw$4VMSrWO5jKXWw7zxRjNqSzwPhmeSGT7l7x4RY7RMBR8',
}
