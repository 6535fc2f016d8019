alert
