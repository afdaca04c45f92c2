"""What the disability council and the commune's chair do: sessions, forms, votes, referrals, certificates."""
